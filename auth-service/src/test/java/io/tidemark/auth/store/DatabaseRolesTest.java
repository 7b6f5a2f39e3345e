package io.tidemark.auth.store;

import io.tidemark.platform.postgres.EmbeddedDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Who owns the tables and who uses them, as a start leaves it.
class DatabaseRolesTest {
    private static final String PASSWORD = "test";

    private static EmbeddedDatabase server;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws SQLException {
        server = EmbeddedDatabase.start(folder.resolve("postgres"), 0, PASSWORD);
        server.ensureDatabase("log", PASSWORD);
        server.ensureRole("log_app", PASSWORD);
        server.ensureRole("log_member", PASSWORD);
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("grant log to log_member");
        }
        migrate("log_app");
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void theServiceOwnsNothingAndNoRuleIsWaivedForIt() throws SQLException {
        assertThat(number("select count(*) from pg_class where relowner = 'log_app'::regrole"))
                .isZero();
        assertThat(number("select count(*) from pg_roles where rolname = 'log_app' and (rolsuper or rolbypassrls"
                        + " or rolcreaterole or rolcreatedb)"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit SET subject = 'nobody'",
                "DELETE FROM audit",
                "TRUNCATE audit",
                "INSERT INTO audit_part VALUES (1, 2, 'x', now())",
                "DELETE FROM audit_part",
                "TRUNCATE account",
                "ALTER TABLE audit DISABLE TRIGGER USER",
                "ALTER TABLE account DISABLE ROW LEVEL SECURITY",
                "DROP TABLE audit",
                "CREATE TABLE mine (name text)",
                "DELETE FROM flyway_schema_history"
            })
    void theServiceMayNot(String statement) throws SQLException {
        try (Connection connection = connect("log_app");
                Statement executed = connection.createStatement()) {
            assertThatThrownBy(() -> executed.execute(statement))
                    .satisfies(e -> assertThat(((SQLException) e).getSQLState()).isEqualTo("42501"));
        }
    }

    @Test
    void aSecondStartGrantsTheSame() throws SQLException {
        migrate("log_app");

        try (Connection connection = connect("log_app");
                Statement statement = connection.createStatement()) {
            statement.execute("set tidemark.tenant = 'default'");
            assertThat(statement.executeUpdate("update rights_version set version = version"))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "postgres, must not be a superuser",
        "log, or be the owner of the tables",
        "log_member, or a member of it",
        "nobody, There is no role nobody"
    })
    void aRoleThatNoRuleWouldHoldForStopsTheStart(String role, String message) {
        assertThatThrownBy(() -> migrate(role)).hasMessageContaining(message);
    }

    private static void migrate(String role) {
        Flyway.configure()
                .dataSource(url(), "log", PASSWORD)
                .locations("db/migration", "db/callback")
                .placeholders(Map.of("application", role))
                .load()
                .migrate();
    }

    private static long number(String query) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static Connection connect(String role) throws SQLException {
        return DriverManager.getConnection(url(), role, PASSWORD);
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/log";
    }
}
