package io.tidemark.auth.start;

import io.quarkus.runtime.StartupEvent;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.Accounts;
import io.tidemark.auth.audit.AccountChanges;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.credential.PasswordHasher;
import io.tidemark.auth.credential.RandomSecret;
import io.tidemark.auth.credential.SecretFile;
import io.tidemark.auth.role.Role;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/// Makes the first administrator where there is none. The password is safe in its file before the
/// account is committed: whenever the process dies, the next start goes on with the same password.
@Singleton
class FirstStart {
    static final AccountName NAME = new AccountName("administrator");

    private static final Logger LOG = Logger.getLogger(FirstStart.class);

    private final Accounts accounts;
    private final AccountChanges changes;
    private final PasswordHasher passwords;
    private final Path passwordFile;
    private final AuthConfig config;

    FirstStart(Accounts accounts, AccountChanges changes, PasswordHasher passwords, AuthConfig config) {
        this.accounts = accounts;
        this.changes = changes;
        this.passwords = passwords;
        this.passwordFile = config.administratorPassword();
        this.config = config;
    }

    void ensureAdministrator(@Observes StartupEvent start) {
        config.complaint().ifPresent(wrong -> {
            throw new IllegalStateException(wrong);
        });
        PresentTenancy.as(Tenancy.of(Tenant.DEFAULT), this::ensured);
    }

    private boolean ensured() {
        boolean missing = !accounts.anyWith(Role.ADMINISTRATOR.roleName());
        if (missing) {
            create(passwords.hash(SecretFile.readOrCreate(passwordFile, RandomSecret::create)));
        }
        return missing;
    }

    private void create(String passwordHash) {
        Instant now = Instant.now();
        Account account = new Account(NAME, passwordHash, Set.of(Role.ADMINISTRATOR.roleName()), false, now);
        AuditEvent event =
                AuditEvent.own(now, "create-user", AuditEvent.OWN_SERVICE, "local", "first start", "user " + NAME);
        if (changes.add(account, event) == AccountChanges.Outcome.DONE) {
            LOG.infof("account=%s made; its password is in %s", NAME, passwordFile.toAbsolutePath());
        }
    }
}
