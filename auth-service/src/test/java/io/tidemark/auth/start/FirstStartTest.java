package io.tidemark.auth.start;

import io.quarkus.runtime.StartupEvent;
import io.tidemark.auth.CheapPasswords;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.MemoryAccounts;
import io.tidemark.auth.credential.PasswordHasher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class FirstStartTest {
    @TempDir
    Path state;

    private final PasswordHasher passwords = CheapPasswords.hasher(4);
    private final MemoryAccounts accounts = new MemoryAccounts();
    private Map<String, AuthConfig.Agent> agents = Map.of();

    @AfterEach
    void stop() {
        passwords.close();
    }

    @Test
    void theFirstStartMakesAnAdministratorWithThePasswordInTheFile() throws Exception {
        start();

        Account made = administrator();
        assertThat(made.roles()).extracting(Object::toString).containsExactly("administrator");
        assertThat(made.disabled()).isFalse();
        assertThat(password()).hasSize(32);
        assertThat(passwords.matches(password(), made.passwordHash())).isTrue();
        assertThat(accounts.events)
                .extracting(AuditEvent::action, AuditEvent::target)
                .containsExactly(tuple("create-user", "user administrator"));
    }

    @Test
    void theSecondStartKeepsAccountPasswordAndFile() throws Exception {
        start();
        Account made = administrator();
        String password = password();

        start();

        assertThat(administrator()).isSameAs(made);
        assertThat(password()).isEqualTo(password);
        assertThat(accounts.events).hasSize(1);
    }

    @Test
    void aPasswordFileSomebodyRemovedDoesNotComeBack() throws Exception {
        start();
        Files.delete(file());

        start();

        assertThat(file()).doesNotExist();
    }

    @Test
    void aStartAfterDyingBetweenFileAndAccountGoesOnWithThePasswordInTheFile() throws Exception {
        Files.writeString(file(), "left by the first start\n");

        start();

        assertThat(password()).isEqualTo("left by the first start");
        assertThat(passwords.matches("left by the first start", administrator().passwordHash()))
                .isTrue();
    }

    @Test
    void anAgentWhoseServerIsOfAnotherTenantStopsTheStart() {
        agents = Map.of("scan@web-02", () -> "db-01@acme");

        assertThatThrownBy(this::start)
                .hasMessage(
                        "auth.agents.\"scan@web-02\".server is 'db-01@acme', which is of another tenant than the agent;"
                                + " call the agent 'scan@db-01@acme'");
        agents = Map.of("scan@web-02@acme", () -> "db-01@acme", "scan@web-02", () -> "db-01");
        assertThatCode(this::start).doesNotThrowAnyException();
    }

    private void start() {
        new FirstStart(accounts, accounts, passwords, new Config(state, agents))
                .ensureAdministrator(new StartupEvent());
    }

    private Account administrator() {
        return accounts.find(FirstStart.NAME).orElseThrow();
    }

    private Path file() {
        return state.resolve("administrator-password");
    }

    private String password() throws Exception {
        return Files.readString(file()).strip();
    }

    private record Config(Path stateDir, Map<String, Agent> agents) implements AuthConfig {
        @Override
        public Optional<Path> administratorPasswordFile() {
            return Optional.empty();
        }

        @Override
        public Path identitiesDir() {
            return stateDir.resolve("identities");
        }

        @Override
        public int passwordQueue() {
            return 4;
        }

        @Override
        public Optional<Path> breachedPasswordsFile() {
            return Optional.empty();
        }

        @Override
        public Optional<String> masterKey() {
            return Optional.empty();
        }

        @Override
        public Optional<Path> masterKeyFile() {
            return Optional.empty();
        }

        @Override
        public SigningKeys signingKeys() {
            throw new UnsupportedOperationException("the first administrator needs no key");
        }

        @Override
        public Session session() {
            throw new UnsupportedOperationException("the first administrator has no session");
        }

        @Override
        public TwoAdministrators fourEyes() {
            throw new UnsupportedOperationException("the first start needs nobody else");
        }

        @Override
        public OneTimeCodes oneTimeCodes() {
            throw new UnsupportedOperationException("the first administrator has no codes");
        }

        @Override
        public AgentKeys agentKeys() {
            throw new UnsupportedOperationException("the first start makes no keys");
        }

        @Override
        public OidcConfig oidc() {
            throw new UnsupportedOperationException("the first administrator is from here");
        }

        @Override
        public LdapConfig ldap() {
            throw new UnsupportedOperationException("the first administrator is from here");
        }

        @Override
        public Kubernetes kubernetes() {
            throw new UnsupportedOperationException("the first administrator is no pod");
        }

        @Override
        public Audit audit() {
            throw new UnsupportedOperationException("the first start does not seal");
        }
    }
}
