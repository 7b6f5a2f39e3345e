package io.tidemark.auth.start;

import io.quarkus.runtime.StartupEvent;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.AuditQuery;
import io.tidemark.auth.audit.AuditRow;
import io.tidemark.auth.audit.Filed;
import io.tidemark.auth.audit.MemoryAccounts;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FourEyesCheckTest {
    private final MemoryAccounts accounts = new MemoryAccounts();
    private final Log log = new Log();

    @Test
    void withOneAdministratorThereIsNoStartAndTheReasonIsSaid() {
        administrator("one", false);
        administrator("two", true);

        assertThatThrownBy(() -> start(true))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "auth.four-eyes.on needs two administrators that are not disabled, and there is 1");
        assertThat(log.events).isEmpty();
    }

    @Test
    void turningItOnAndOffIsOnRecordOnceEach() {
        administrator("one", false);
        administrator("two", false);

        start(false);
        start(true);
        start(true);
        start(false);
        start(false);

        assertThat(log.events)
                .extracting(AuditEvent::action)
                .containsExactly("turn-on-four-eyes", "turn-off-four-eyes");
    }

    private void start(boolean on) {
        new FourEyesCheck(accounts, log, () -> on).check(new StartupEvent());
    }

    private void administrator(String name, boolean disabled) {
        Set<RoleName> roles = Set.of(new RoleName("administrator"));
        accounts.put(new Account(new AccountName(name), "hash", roles, disabled, Instant.EPOCH));
    }

    private static final class Log implements AuditLog {
        private final List<AuditEvent> events = new ArrayList<>();

        @Override
        public void file(List<Filed> more) {
            more.forEach(filed -> events.add(filed.event()));
        }

        @Override
        public List<AuditRow> find(AuditQuery query, int limit) {
            return events.reversed().stream()
                    .filter(event -> query.actions().contains(event.action()))
                    .limit(limit)
                    .map(event -> new AuditRow(1, event.at(), event, "", ""))
                    .toList();
        }
    }
}
