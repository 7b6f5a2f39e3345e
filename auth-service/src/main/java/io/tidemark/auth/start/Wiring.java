package io.tidemark.auth.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.audit.AccountChanges;
import io.tidemark.auth.audit.Administration;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.GrantGuard;
import io.tidemark.auth.audit.Inspection;
import io.tidemark.auth.audit.RawRows;
import io.tidemark.auth.audit.RepeatLog;
import io.tidemark.auth.audit.RightsAdministration;
import io.tidemark.auth.audit.RightsStore;
import io.tidemark.auth.audit.Sealer;
import io.tidemark.auth.audit.ServiceReports;
import io.tidemark.auth.audit.SignInAudit;
import io.tidemark.auth.credential.ClientSecrets;
import io.tidemark.auth.credential.PasswordHasher;
import io.tidemark.auth.credential.Prover;
import io.tidemark.auth.credential.RandomSecret;
import io.tidemark.auth.credential.SecretFile;
import io.tidemark.auth.seal.CheckpointFile;
import io.tidemark.auth.seal.NoteKey;
import io.tidemark.auth.token.Grants;
import io.tidemark.auth.token.SigningKey;
import io.tidemark.auth.token.TokenSigner;
import io.tidemark.platform.audit.DenialLog;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Makes the domain's objects from the configuration.
class Wiring {
    private static final InstantSource CLOCK = InstantSource.system();

    /// Made at the start, so a file that holds no key stops it.
    @Produces
    @Singleton
    @Startup
    SigningKey signingKey(AuthConfig config) {
        return SigningKey.readOrCreate(config.stateDir().resolve("signing-key.jwk"));
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
    Prover prover(Accounts accounts, PasswordHasher passwords, AuthConfig config) {
        Path decoy = config.stateDir().resolve("nobodys-secret");
        SecretFile.readOrCreate(decoy, RandomSecret::create);
        ClientSecrets secrets = new ClientSecrets(config.identitiesDir(), decoy);
        return new Prover(accounts, passwords, secrets, config::serverOf, CLOCK);
    }

    @Produces
    @Singleton
    RepeatLog repeats(DenialLog denials) {
        return event -> denials.note(LocalDenials.denial(event));
    }

    @Produces
    @Singleton
    Grants grants(
            Prover prover, SigningKey key, RightsStore rights, AuditLog log, RepeatLog repeats, MeterRegistry meters) {
        MeteredSignIns signIns = new MeteredSignIns(new SignInAudit(log, repeats), meters);
        return new Grants(prover, new TokenSigner(key, CLOCK), rights, signIns, CLOCK);
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
            GrantGuard guard) {
        return new Administration(accounts, changes, log, repeats, passwords, prover, guard, CLOCK);
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

    /// Made at the start, so a key that is none stops it.
    @Produces
    @Singleton
    @Startup
    Sealer sealer(AuthConfig config, RawRows rows) {
        AuthConfig.Audit audit = config.audit();
        Path keyFile = audit.keyFile().orElse(config.stateDir().resolve("audit-key"));
        String key = audit.key().orElseGet(() -> SecretFile.readOrCreate(keyFile, NoteKey::generate));
        List<Path> files = new ArrayList<>();
        files.add(audit.checkpointFile().orElse(config.stateDir().resolve("audit-checkpoints")));
        files.addAll(audit.checkpointCopies().orElse(List.of()));
        return new Sealer(
                rows,
                NoteKey.parse(audit.origin(), key),
                files.stream().map(CheckpointFile::new).toList(),
                CLOCK);
    }

    @Produces
    @Singleton
    Inspection inspection(RawRows rows, Sealer sealer, AuditLog log) {
        return new Inspection(rows, sealer, log, CLOCK);
    }

    @Produces
    @Singleton
    ServiceReports serviceReports(AuditLog log) {
        return new ServiceReports(log);
    }
}
