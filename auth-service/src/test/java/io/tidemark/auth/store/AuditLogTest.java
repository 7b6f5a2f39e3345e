package io.tidemark.auth.store;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.auth.StateResource;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditLog;
import io.tidemark.auth.audit.AuditQuery;
import io.tidemark.auth.audit.AuditRow;
import io.tidemark.auth.audit.TenantLogs;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The log on a real PostgreSQL.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class AuditLogTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456789Z");

    @Inject
    AuditLog log;

    @Inject
    TenantLogs logs;

    @Inject
    DataSource database;

    @Test
    void theChainHoldsOverRowsReadBackFromTheDatabase() {
        AuditEvent long_ = event("chain", "grüße \uD83D\uDE00 " + "x".repeat(400), Long.MAX_VALUE);

        log.append(List.of(event("chain", "", 1), long_, event("chain", "half a pair \uD800, a\u0000b\nc", 2)));

        List<AuditRow> rows = oldestFirst();
        assertThat(rows).extracting(AuditRow::event).contains(long_);
        assertThat(rows)
                .extracting(AuditRow::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, rows.size()).boxed().toList());
        assertThat(logs.of(Tenant.DEFAULT).inspection().verify().findings()).isEmpty();
    }

    @Test
    void fiftyAtOnceStandOneBehindTheOther() throws Exception {
        List<Future<?>> appends = new ArrayList<>();

        try (ExecutorService writers = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 50; i++) {
                AuditEvent event = event("at-once", "writer " + i, 1);
                appends.add(writers.submit(() -> log.append(List.of(event, event))));
            }
        }

        for (Future<?> append : appends) {
            append.get();
        }
        List<AuditRow> rows = oldestFirst();
        assertThat(rows.stream().filter(r -> r.event().action().equals("at-once")))
                .hasSize(100);
        assertThat(logs.of(Tenant.DEFAULT).inspection().verify().findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET subject = 'nobody'",
                "UPDATE audit SET subject = 'nobody' WHERE sequence = 1",
                "DELETE FROM audit",
                "DELETE FROM audit WHERE sequence = 1",
                "TRUNCATE audit",
                "INSERT INTO audit SELECT * FROM audit WHERE sequence = 1"
                        + " ON CONFLICT (tenant, sequence) DO UPDATE SET subject = 'nobody'"
            })
    void theDatabaseRefusesToChangeWhatIsWritten(String change) throws SQLException {
        log.append(List.of(event("kept", "", 1)));
        List<AuditRow> before = oldestFirst();

        try (Connection service = database.getConnection();
                Statement statement = service.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("permission denied");
        }
        try (Connection owner = PostgresResource.owner();
                Statement statement = owner.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("the audit log is append-only");
        }

        assertThat(oldestFirst()).startsWith(before.toArray(AuditRow[]::new));
    }

    private List<AuditRow> oldestFirst() {
        return PresentTenancy.as(Tenancy.of(Tenant.DEFAULT), () -> log.find(AuditQuery.ALL, 100_000))
                .reversed();
    }

    private static AuditEvent event(String action, String target, long count) {
        return new AuditEvent(NOON, "history", action, "eve", "127.0.0.1", "forbidden", target, count);
    }
}
