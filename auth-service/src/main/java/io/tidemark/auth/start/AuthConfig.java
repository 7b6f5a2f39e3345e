package io.tidemark.auth.start;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.tidemark.auth.credential.ClientId;
import io.tidemark.platform.s3.BucketSettings;
import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The configuration of auth-service.
@ConfigMapping(prefix = "auth")
public interface AuthConfig {
    /// Where the signing key is kept, and the first administrator's password by default.
    @WithDefault("data/auth")
    Path stateDir();

    /// Where the first administrator's password is kept; `administrator-password` in the state
    /// folder by default.
    Optional<Path> administratorPasswordFile();

    /// The folder of the identities' secrets: file name = client id, content = secret.
    @WithDefault("data/secrets/identities")
    Path identitiesDir();

    /// How many sign-ins may wait for one of the two threads that check passwords.
    @WithDefault("32")
    int passwordQueue();

    /// A file of breached passwords beside the list of our own: upper case SHA-1, one a line, in
    /// order.
    Optional<Path> breachedPasswordsFile();

    /// What is said about single agents, by client id.
    Map<String, Agent> agents();

    /// What seals the secrets that the database keeps, as text of at least 32 characters; better in
    /// a file or an environment variable than here.
    Optional<String> masterKey();

    /// The file of this key where `masterKey` does not give it; made at the first start.
    /// `master-key` in the state folder by default.
    Optional<Path> masterKeyFile();

    /// When the keys that sign tokens come and go.
    SigningKeys signingKeys();

    /// How long people stay signed in.
    Session session();

    /// How the audit log is sealed.
    Audit audit();

    /// Whether changes of who may do what need a second administrator.
    TwoAdministrators fourEyes();

    /// One-time codes beside passwords.
    OneTimeCodes oneTimeCodes();

    /// The keys that agents get by enrolling.
    AgentKeys agentKeys();

    /// The cluster whose pods may be agents; none where its issuer is not given.
    Kubernetes kubernetes();

    /// The OpenID Connect provider by which people sign in; none where its issuer is not given.
    OidcConfig oidc();

    /// The directory that keeps people's passwords; none where its addresses are not given.
    LdapConfig ldap();

    /// When the keys that sign tokens come and go.
    interface SigningKeys {
        /// How long each key signs.
        @WithDefault("P30D")
        Duration signs();

        /// How long each is published before it signs; services ask for keys once a minute.
        @WithDefault("PT5M")
        Duration publishedAhead();

        /// How often the keys are looked after; `off` for never.
        @WithDefault("30s")
        String checkInterval();
    }

    /// How long people stay signed in.
    interface Session {
        /// From sign-in to its end, whatever happens.
        @WithDefault("PT12H")
        Duration lifetime();

        /// Without a renewal.
        @WithDefault("PT2H")
        Duration idle();
    }

    /// Whether changes of who may do what need a second administrator.
    interface TwoAdministrators {
        /// Turn it on when there are two.
        @WithDefault("false")
        boolean on();

        /// Tenants, several by commas, in which one is enough for now, as the second one is gone for
        /// good.
        Optional<Set<String>> offFor();

        /// The same as tenants.
        ///
        /// @throws IllegalArgumentException for what can be no tenant
        default Set<Tenant> released() {
            return offFor().orElse(Set.of()).stream().map(Tenant::new).collect(Collectors.toUnmodifiableSet());
        }

        /// How long a change waits for the second one.
        @WithDefault("P3D")
        Duration lifetime();
    }

    /// One-time codes beside passwords.
    interface OneTimeCodes {
        /// Roles that nobody uses without one.
        Optional<Set<String>> requiredFor();

        /// What authenticators show beside the account.
        @WithDefault("Tidemark")
        String issuer();
    }

    /// The keys that agents get by enrolling.
    interface AgentKeys {
        /// How long each is good; agents renew theirs much more often.
        @WithDefault("P365D")
        Duration lifetime();
    }

    /// A cluster that projects service account tokens into its pods.
    interface Kubernetes {
        /// What its tokens name as `iss`; without it none is accepted.
        Optional<String> issuer();

        /// Whom tokens must be for.
        @WithDefault("tidemark-auth")
        String audience();

        /// The only algorithm it signs with.
        @WithDefault("RS256")
        String algorithm();

        /// Service accounts whose pods are the agents of their nodes, as namespace/name.
        @WithDefault("tidemark/scan")
        Set<String> agents();

        /// Where its keys are read from: a file or an https address of a JSON Web Key Set.
        @WithDefault("https://kubernetes.default.svc/openid/v1/jwks")
        String jwks();

        /// The certificates with which that address proves itself (PEM); those that Java knows
        /// where it is not set.
        Optional<Path> caFile();

        /// The token to ask that address with; none where it is not set.
        Optional<Path> tokenFile();

        /// How often it is asked.
        @WithDefault("5m")
        String refreshInterval();
    }

    /// How the audit log is sealed.
    interface Audit {
        /// The name of the log and of its key, in every checkpoint.
        @WithDefault("tidemark-auth/audit")
        String origin();

        /// The key that signs checkpoints, as text; better in a file or an environment variable
        /// than here.
        Optional<String> key();

        /// The file of this key where `key` does not give it; made at the first start. `audit-key`
        /// in the state folder by default.
        Optional<Path> keyFile();

        /// Where checkpoints are written; `audit-checkpoints` in the state folder by default.
        Optional<Path> checkpointFile();

        /// Files that get every checkpoint too, where the database's administrator cannot write.
        Optional<List<Path>> checkpointCopies();

        /// A bucket that gets every checkpoint too.
        CheckpointBucket checkpointBucket();

        /// How often the log is signed where it has grown; `off` for never.
        @WithDefault("5m")
        String checkpointInterval();

        /// How long rows stay in the database before they move to files.
        @WithDefault("P90D")
        Duration keepInDatabase();

        /// The folder of these files; `audit` in the state folder by default. All replicas must see
        /// the same one.
        Optional<Path> archiveDir();

        /// How long rows are kept at least, in files; years and months, and no less than one year.
        @WithDefault("P7Y")
        Period keep();

        /// Whether nothing at all is removed, for a court or an investigation.
        @WithDefault("false")
        boolean hold();

        /// How often old rows are moved; `off` for never.
        @WithDefault("6h")
        String archiveInterval();
    }

    /// A bucket of an S3-compatible store, best of another account than the database's.
    interface CheckpointBucket extends BucketSettings {
        /// None: checkpoints go to files only.
        Optional<String> name();

        /// How objects are locked for `auth.audit.keep`. The bucket must have Object Lock, and so
        /// versions, unless it is `none`.
        @WithDefault("compliance")
        Lock lock();
    }

    /// Modes of S3 Object Lock.
    enum Lock {
        /// Nobody takes it back, the owner of the account included.
        COMPLIANCE(ObjectLockMode.COMPLIANCE),
        /// Who has a permission of its own for that can.
        GOVERNANCE(ObjectLockMode.GOVERNANCE),
        NONE(null);

        private final @Nullable ObjectLockMode mode;

        Lock(@Nullable ObjectLockMode mode) {
            this.mode = mode;
        }

        Optional<ObjectLockMode> mode() {
            return Optional.ofNullable(mode);
        }
    }

    /// One agent.
    interface Agent {
        /// The only server it may write for.
        String server();
    }

    default Path administratorPassword() {
        return administratorPasswordFile().orElse(stateDir().resolve("administrator-password"));
    }

    /// What is wrong with what is said about agents: one is of its server's tenant, in its name and in
    /// what it does.
    default Optional<String> complaint() {
        return agents().entrySet().stream()
                .filter(agent ->
                        !isOfItsServersTenant(agent.getKey(), agent.getValue().server()))
                .map(agent -> "auth.agents.\"" + agent.getKey() + "\".server is '"
                        + agent.getValue().server() + "', which is of another tenant than the agent; call the agent '"
                        + ClientId.ofAgent(agent.getValue().server()) + "'")
                .findFirst();
    }

    private static boolean isOfItsServersTenant(String agent, String server) {
        return Tenant.ofClient(agent).equals(Tenant.of(server));
    }

    /// The server an agent is bound to: as configured, else what its id names behind the `@`.
    default String serverOf(ClientId agent) {
        Agent configured = agents().get(agent.value());
        return configured == null ? agent.suffix() : configured.server();
    }
}
