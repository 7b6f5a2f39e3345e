package io.tidemark.auth.start;

import io.quarkus.runtime.StartupEvent;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.FourEyesStore;
import io.tidemark.auth.audit.MemoryAccounts;
import io.tidemark.auth.audit.TenantFourEyes;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenant;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FourEyesCheckTest {
    private final MemoryAccounts accounts = new MemoryAccounts();
    private final Memory store = new Memory();

    @Test
    void withOneAdministratorThereIsNoStartAndTheReasonIsSaid() {
        administrator("one", false);
        administrator("two", true);

        assertThatThrownBy(() -> start(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "auth.four-eyes.on needs two administrators that are not disabled, and there is 1");
        assertThat(store.said).isEmpty();
    }

    @Test
    void turningItOnAndOffIsOnRecordOnceEachInEveryTenantsLog() {
        administrator("one", false);
        administrator("two", false);

        start(false);
        start(true);
        start(true);
        start(false);
        start(false);

        assertThat(store.said)
                .containsExactly(
                        "default turn-on-four-eyes",
                        "acme turn-on-four-eyes",
                        "default turn-off-four-eyes",
                        "acme turn-off-four-eyes");
    }

    @Test
    void aTenantIsReleasedAloneAndBoundAgain() {
        administrator("one", false);
        administrator("two", false);
        start(true);
        store.said.clear();

        start(true, "acme");
        start(true);

        assertThat(store.said).containsExactly("acme turn-off-four-eyes", "acme turn-on-four-eyes");
    }

    @Test
    void aTenantThatLostItsSecondAdministratorStopsNobodyElse() {
        administrator("one", false);
        administrator("two", false);
        administrator("root@acme", false);
        store.hadTwo.add("acme");

        assertThatCode(() -> start(true)).doesNotThrowAnyException();
    }

    @Test
    void aTenantThatThereIsNotCannotBeReleased() {
        administrator("one", false);
        administrator("two", false);

        assertThatThrownBy(() -> start(true, "acmee"))
                .hasMessage("auth.four-eyes.off-for names 'acmee', and there is no such tenant");
    }

    private void start(boolean on, String... offFor) {
        Config config = new Config(on, Optional.of(Set.of(offFor)));
        TenantFourEyes rule = new TenantFourEyes(on, config.released(), store);
        new FourEyesCheck(accounts, () -> List.of(Tenant.DEFAULT, new Tenant("acme")), store, rule, config)
                .check(new StartupEvent());
    }

    private void administrator(String name, boolean disabled) {
        Set<RoleName> roles = Set.of(new RoleName("administrator"));
        accounts.put(new Account(new AccountName(name), "hash", roles, disabled, Instant.EPOCH));
    }

    private record Config(boolean on, Optional<Set<String>> offFor) implements AuthConfig.TwoAdministrators {
        @Override
        public Duration lifetime() {
            return Duration.ofDays(3);
        }
    }

    private static final class Memory implements FourEyesStore {
        private final Set<String> hadTwo = new HashSet<>();
        private final Set<Tenant> wanted = new HashSet<>();
        private final List<String> said = new ArrayList<>();

        @Override
        public boolean hadTwo() {
            return hadTwo.contains(PresentTenancy.get().setting());
        }

        @Override
        public void say(Tenant tenant, boolean now, AuditEvent event) {
            if (now ? wanted.add(tenant) : wanted.remove(tenant)) {
                said.add(tenant + " " + event.action());
            }
        }
    }
}
