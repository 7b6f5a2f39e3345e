package io.tidemark.history.store;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.history.ForAll;
import io.tidemark.history.rest.StoreResource;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.sample.Samples;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.store.TenantTransactions;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.TenantTables;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The database itself keeps tenants apart.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class TenantTablesTest {

    /// Of today: older readings may have moved to a file.
    private final Instant at = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private static final Tenancy OURS = Tenancy.of(new Tenant("tabled"));

    /// What says nothing of any tenant: the service's own cursors, turns, files and history.
    private static final List<String> NOBODYS =
            List.of("event_head", "flyway_schema_history", "lease", "sample_archive");

    @Inject
    AgroalDataSource database;

    @Inject
    Samples samples;

    @BeforeEach
    void record() {
        ForAll.get(
                () -> samples.add(List.of(sample("web-1"), sample("web-1@tabled"), sample("web-1@beside")), at, true));
    }

    @Test
    void everyTableIsNobodysOrUnderForcedRowLevelSecurity() throws SQLException {
        assertThat(new TenantTables(database).nobodys()).isEqualTo(NOBODYS);
    }

    @Test
    void noTableShowsARowToWhoDoesNotSayForWhom() throws SQLException {
        assertThat(new TenantTables(database).openToNobody()).isEmpty();
    }

    @Test
    void readingsAreSeenByTheirTenantAloneInEveryFormTheyAreKept() throws SQLException {
        for (String table : List.of("sample", "sample_hour", "sample_day", "sample_latest")) {
            assertThat(in(OURS, "select count(*) from " + table)).as(table).containsExactly("1");
            assertThat(Integer.parseInt(
                            in(Tenancy.ALL, "select count(*) from " + table).getFirst()))
                    .as(table)
                    .isGreaterThanOrEqualTo(3);
        }
        assertThat(in(OURS, "select name from server")).containsExactly("web-1@tabled");
        assertThat(in(OURS, "select server from event")).containsOnly("web-1@tabled");
    }

    @Test
    void nothingIsWrittenForAnotherTenant() {
        for (String change : List.of(
                "insert into server (name) values ('web-2@beside')",
                "insert into volume (server, name) values ('web-1', '/x')",
                "insert into server_group values ('all', '', 1, '{}', 1, now(), 'x')",
                "insert into policy values ('scan', 'everything', 1, null, now(), 'x')",
                "update server set name = 'web-2' where name = 'web-1@tabled'",
                "insert into sample_day select * from (select (select 1 + max(volume_id) from sample_day), now(), 1, 1,"
                        + " 1, now(), now(), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1) row")) {
            assertThatThrownBy(() -> in(OURS, change + " returning 1"))
                    .as(change)
                    .hasMessageContaining("row-level security");
        }
    }

    @Test
    void aTenantTakesNoDaysAway() {
        assertThatThrownBy(() -> in(OURS, "select sample_drop(date '2026-03-01')"))
                .hasMessageContaining("for all tenants or for none");
    }

    private List<String> in(Tenancy tenancy, String query) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                TenantTransactions.enter(connection, tenancy);
                return texts(connection, query);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private Sample sample(String server) {
        return new Sample(new ServerName(server), "/", "d", "ext4", null, at, 9, 1, 8, 8, 9, 8);
    }
}
