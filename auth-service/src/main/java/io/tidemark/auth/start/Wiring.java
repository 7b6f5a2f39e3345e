package io.tidemark.auth.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.audit.AccountChanges;
import io.tidemark.auth.audit.Administration;
import io.tidemark.auth.audit.Archive;
import io.tidemark.auth.audit.Archivist;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.CefLine;
import io.tidemark.auth.audit.FourEyes;
import io.tidemark.auth.audit.GrantGuard;
import io.tidemark.auth.audit.Inspection;
import io.tidemark.auth.audit.LogStore;
import io.tidemark.auth.audit.PartFolder;
import io.tidemark.auth.audit.PartFolders;
import io.tidemark.auth.audit.RawRows;
import io.tidemark.auth.audit.RepeatLog;
import io.tidemark.auth.audit.Retention;
import io.tidemark.auth.audit.RightsAdministration;
import io.tidemark.auth.audit.RightsStore;
import io.tidemark.auth.audit.Sealer;
import io.tidemark.auth.audit.ServiceReports;
import io.tidemark.auth.audit.SignInAudit;
import io.tidemark.auth.audit.SyslogLine;
import io.tidemark.auth.audit.TenantLog;
import io.tidemark.auth.audit.TenantLogs;
import io.tidemark.auth.credential.Attempts;
import io.tidemark.auth.credential.BreachedPasswords;
import io.tidemark.auth.credential.ClientSecrets;
import io.tidemark.auth.credential.CodeCheck;
import io.tidemark.auth.credential.Directory;
import io.tidemark.auth.credential.Guard;
import io.tidemark.auth.credential.KeyProver;
import io.tidemark.auth.credential.PasswordHasher;
import io.tidemark.auth.credential.Prover;
import io.tidemark.auth.credential.RandomSecret;
import io.tidemark.auth.credential.SecretBox;
import io.tidemark.auth.credential.SecretFile;
import io.tidemark.auth.factor.FactorStore;
import io.tidemark.auth.factor.OneTimeCodeSettings;
import io.tidemark.auth.key.KeyStore;
import io.tidemark.auth.outside.BrowserSignIns;
import io.tidemark.auth.session.Introspection;
import io.tidemark.auth.session.Revocations;
import io.tidemark.auth.session.SessionRules;
import io.tidemark.auth.session.SessionStore;
import io.tidemark.auth.session.Sessions;
import io.tidemark.auth.tenant.TenantStore;
import io.tidemark.auth.tenant.Tenants;
import io.tidemark.auth.token.ClusterTokens;
import io.tidemark.auth.token.Grants;
import io.tidemark.auth.token.KeyRing;
import io.tidemark.auth.token.KeySchedule;
import io.tidemark.auth.token.SealedKeys;
import io.tidemark.auth.token.SignInLog;
import io.tidemark.auth.token.TenantGate;
import io.tidemark.auth.token.TokenReader;
import io.tidemark.auth.token.TokenSigner;
import io.tidemark.auth.token.Turnstile;
import io.tidemark.platform.audit.DenialLog;
import io.tidemark.platform.client.AuthAddress;
import io.tidemark.platform.tenant.Tenant;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the domain's objects from the configuration.
class Wiring {
    private static final InstantSource CLOCK = InstantSource.system();

    /// Made at the start, so a key that is none, or a retention that is too short, stops it.
    @Produces
    @Singleton
    @Startup
    SecretBox secretBox(AuthConfig config) {
        return new SecretBox(config.masterKey().orElseGet(() -> {
            Path file = config.masterKeyFile().orElse(config.stateDir().resolve("master-key"));
            return SecretFile.readOrCreate(file, RandomSecret::create);
        }));
    }

    @Produces
    @Singleton
    KeyRing keyRing(AuthConfig config, SealedKeys kept, SecretBox box) {
        AuthConfig.SigningKeys keys = config.signingKeys();
        return new KeyRing(kept, box, new KeySchedule(keys.signs(), keys.publishedAhead()), CLOCK);
    }

    @Produces
    @Singleton
    @Startup
    Sessions sessions(AuthConfig config, SessionStore store) {
        SessionRules rules =
                new SessionRules(config.session().lifetime(), config.session().idle());
        return new Sessions(store, rules, CLOCK);
    }

    @Produces
    @Singleton
    Revocations revocations(SessionStore store, Sessions sessions, TokenReader reader) {
        return new Revocations(store, sessions, reader, CLOCK);
    }

    @Produces
    @Singleton
    Introspection introspection(Sessions sessions, TokenReader reader) {
        return new Introspection(sessions, reader);
    }

    @Produces
    @Singleton
    PasswordHasher passwordHasher(AuthConfig config) {
        return new PasswordHasher(config.passwordQueue());
    }

    void stop(@Disposes PasswordHasher passwords) {
        passwords.close();
    }

    @Produces
    @Singleton
    @Startup
    Prover prover(
            Accounts accounts,
            PasswordHasher passwords,
            Attempts attempts,
            KeyStore keys,
            CodeCheck codes,
            Directory directory,
            AuthConfig config) {
        Path decoy = config.stateDir().resolve("nobodys-secret");
        SecretFile.readOrCreate(decoy, RandomSecret::create);
        ClientSecrets secrets = new ClientSecrets(config.identitiesDir(), decoy);
        KeyProver prover = new KeyProver(keys, accounts, CLOCK);
        return new Prover(
                accounts, passwords, secrets, config::serverOf, prover, codes, directory, new Guard(attempts, CLOCK));
    }

    @Produces
    @Singleton
    CodeCheck codeCheck(FactorStore factors, SecretBox box) {
        return new CodeCheck(factors, box, CLOCK);
    }

    @Produces
    @Singleton
    OneTimeCodeSettings oneTimeCodeSettings(
            FactorStore store, Prover prover, GrantGuard guard, SecretBox box, AuditLog log, RepeatLog repeats) {
        return new OneTimeCodeSettings(store, prover, guard, box, log, repeats, CLOCK);
    }

    @Produces
    @Singleton
    RepeatLog repeats(DenialLog denials) {
        return event -> denials.note(LocalDenials.denial(event));
    }

    @Produces
    @Singleton
    TokenSigner tokenSigner(KeyRing keys, AuthAddress own) {
        return new TokenSigner(keys, own.issuer(), CLOCK);
    }

    @Produces
    @Singleton
    Grants grants(
            Prover prover,
            TokenSigner signer,
            TenantGate gate,
            RightsStore rights,
            Sessions sessions,
            ClusterTokens cluster,
            BrowserSignIns outside,
            AuthConfig config,
            SignInLog log) {
        Set<RoleName> codesFor = config.oneTimeCodes().requiredFor().orElse(Set.of()).stream()
                .map(RoleName::new)
                .collect(Collectors.toUnmodifiableSet());
        return new Grants(prover, signer, gate, rights, sessions, cluster, outside, codesFor, log, CLOCK);
    }

    /// As many as are hashed at once, and those that may wait for that.
    @Produces
    @Singleton
    Turnstile turnstile(AuthConfig config, SignInLog log) {
        return new Turnstile(PasswordHasher.THREADS + config.passwordQueue(), log, CLOCK);
    }

    @Produces
    @Singleton
    SignInLog signInLog(AuditLog log, RepeatLog repeats, MeterRegistry meters) {
        return new MeteredSignIns(new SignInAudit(log, repeats), meters);
    }

    @Produces
    @Singleton
    Administration administration(
            Accounts accounts,
            AccountChanges changes,
            AuditLog log,
            RepeatLog repeats,
            PasswordHasher passwords,
            Prover prover,
            GrantGuard guard,
            BreachedPasswords breached,
            FourEyes rule) {
        return new Administration(accounts, changes, log, repeats, passwords, prover, guard, breached, rule, CLOCK);
    }

    /// Made at the start, so a file of another form stops it.
    @Produces
    @Singleton
    @Startup
    BreachedPasswords breachedPasswords(AuthConfig config) {
        return new BreachedPasswords(config.breachedPasswordsFile());
    }

    @Produces
    @Singleton
    Tenants tenants(TenantStore store, PasswordHasher passwords, BreachedPasswords breached) {
        return new Tenants(store, passwords, breached, CLOCK);
    }

    @Produces
    @Singleton
    GrantGuard grantGuard(RightsStore rights, AuditLog log) {
        return new GrantGuard(rights, log, CLOCK);
    }

    @Produces
    @Singleton
    RightsAdministration rightsAdministration(RightsStore rights, GrantGuard guard) {
        return new RightsAdministration(rights, guard, CLOCK);
    }

    @Produces
    @Singleton
    PartFolders partFolders(AuthConfig config) {
        return new PartFolders(
                config.audit().archiveDir().orElse(config.stateDir().resolve("audit")));
    }

    /// Made at the start, so a key that is none, or a retention that is too short, stops it.
    @Produces
    @Singleton
    @Startup
    TenantLogs tenantLogs(AuthConfig config, LogStore store, PartFolders folders, AuditLog log) {
        AuditKey key = AuditKey.of(config);
        CheckpointPlaces places = CheckpointPlaces.of(config);
        AuthConfig.Audit audit = config.audit();
        TenantLogs logs = new TenantLogs(tenant -> {
            RawRows rows = store.rows(tenant);
            Archive archive = store.archive(tenant);
            PartFolder folder = folders.of(tenant);
            Sealer sealer = new Sealer(rows, key.of(tenant), places.own(tenant), places.copies(tenant), CLOCK);
            return new TenantLog(
                    sealer,
                    new Archivist(archive, folder, sealer, audit.keepInDatabase(), Archivist.MOST_ROWS, CLOCK),
                    new Retention(archive, folder, sealer, audit.keep(), audit.hold(), CLOCK),
                    new Inspection(rows, archive, sealer, log, CLOCK));
        });
        logs.of(Tenant.DEFAULT);
        return logs;
    }

    @Produces
    @Singleton
    SyslogLine syslogLine() {
        return new SyslogLine(HostName.get());
    }

    @Produces
    @Singleton
    CefLine cefLine(@ConfigProperty(name = "quarkus.application.version") String version) {
        return new CefLine(version);
    }

    @Produces
    @Singleton
    ServiceReports serviceReports(AuditLog log) {
        return new ServiceReports(log);
    }
}
