package io.tidemark.auth.store;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What the database itself keeps from who is not of a tenant, asked as the service asks.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class TenantTablesTest {
    /// Tables of nobody, each with the reason.
    private static final Map<String, String> NOBODYS = new TreeMap<>(Map.of(
            "attempt", "names and addresses of those who are not known yet; never listed",
            "flyway_schema_history", "the owner's; the service may not read it",
            "revocation", "ids without names, told to all services",
            "signing_key", "of the installation"));

    private static final String TABLES = "select relname, relrowsecurity and relforcerowsecurity as kept,"
            + " (select count(*) from pg_policy p where p.polrelid = c.oid) as policies"
            + " from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')";

    @Inject
    DataSource database;

    @Test
    void everyTableIsKeptToTenantsOrKnownToBeNobodys() throws SQLException {
        TreeSet<String> open = new TreeSet<>();

        try (Connection owner = PostgresResource.owner();
                Statement statement = owner.createStatement();
                ResultSet tables = statement.executeQuery(TABLES)) {
            while (tables.next()) {
                if (!tables.getBoolean("kept")) {
                    open.add(tables.getString("relname"));
                } else {
                    assertThat(tables.getLong("policies"))
                            .as(tables.getString("relname"))
                            .isEqualTo(1);
                }
            }
        }

        assertThat(open).containsExactlyElementsOf(NOBODYS.keySet());
    }

    @Test
    void whoeverSaysNoTenantSeesNoRowAndWritesNone() throws SQLException {
        try (Connection service = database.getConnection();
                Statement statement = service.createStatement()) {
            for (String table :
                    new String[] {"account", "account_role", "audit", "tenant", "session", "refresh_token"}) {
                assertThat(count(statement, table)).as(table).isZero();
            }
            assertThatThrownBy(() -> statement.execute("insert into user_group values ('nobodys', '')"))
                    .hasMessageContaining("row-level security");
            assertThat(statement.executeUpdate("update account set disabled = true"))
                    .isZero();
            assertThat(statement.executeUpdate("delete from account")).isZero();
        }
    }

    @Test
    void aLookAtTheRightsLeavesNoTenancyBehind() throws SQLException {
        try (Connection service = database.getConnection();
                Statement statement = service.createStatement()) {
            long all = number(statement, "select rights_version_seen_by('*')");
            long own = number(statement, "select rights_version_seen_by('default')");

            assertThat(own).isPositive().isLessThanOrEqualTo(all);
            assertThat(number(statement, "select rights_version_seen_by('initech')"))
                    .isZero();
            assertThat(count(statement, "account")).isZero();
        }
    }

    @Test
    void aTenantSeesAndWritesItsOwnRowsOnly() throws SQLException {
        try (Connection service = database.getConnection();
                Statement statement = service.createStatement()) {
            service.setAutoCommit(false);
            statement.execute("select set_config('tidemark.tenant', 'default', true)");
            assertThat(count(statement, "account")).isPositive();
            statement.execute("select set_config('tidemark.tenant', 'initech', true)");

            assertThat(count(statement, "account")).isZero();
            statement.execute("insert into user_group values ('own@initech', '')");
            assertThat(count(statement, "user_group")).isEqualTo(1);
            assertThatThrownBy(() -> statement.execute("insert into user_group values ('foreign@globex', '')"))
                    .hasMessageContaining("row-level security");
            service.rollback();
        }
    }

    @Test
    void nothingOfOneTenantNamesWhatIsOfAnother() throws SQLException {
        try (Connection owner = PostgresResource.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("insert into user_group values ('mixed@acme', '')");
            try {
                assertThatThrownBy(() ->
                                statement.execute("insert into user_group_user values ('mixed@acme', 'administrator')"))
                        .hasMessageContaining("check constraint");
            } finally {
                statement.execute("delete from user_group where name = 'mixed@acme'");
            }
        }
    }

    private static long count(Statement statement, String table) throws SQLException {
        return number(statement, "select count(*) from " + table);
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
