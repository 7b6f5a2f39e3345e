package io.tidemark.platform.postgres;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedDatabaseTest {
    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        EmbeddedDatabase.stop(data());
    }

    @Test
    void keepsDataBetweenStarts() throws SQLException {
        EmbeddedDatabase first = EmbeddedDatabase.start(data(), 0, "secret");
        first.ensureDatabase("tidemark_test", "it's mine");
        run(first, "tidemark_test", "it's mine", "create table kept as select 42 as answer");
        first.stop();
        assertThat(EmbeddedDatabase.running(data())).isEmpty();

        EmbeddedDatabase second = EmbeddedDatabase.start(data(), 0, "secret");

        second.ensureDatabase("tidemark_test", "it's mine");
        assertThat(run(second, "tidemark_test", "it's mine", "select answer from kept"))
                .isEqualTo(42);
        second.stop();
    }

    @Test
    void outlivesTheProcessThatStartedItAndIsTakenOverByTheNext() throws IOException, InterruptedException {
        int exit = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartAndLeave.class.getName(),
                        data().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start()
                .waitFor();
        long left = EmbeddedDatabase.running(data()).orElseThrow().pid();

        EmbeddedDatabase next = EmbeddedDatabase.start(data(), 0, "secret");

        assertThat(exit).isEqualTo(0);
        assertThat(EmbeddedDatabase.running(data()).orElseThrow().pid()).isNotEqualTo(left);
        next.stop();
    }

    @Test
    void writesToTheDiskBeforeItSaysSo() throws SQLException {
        EmbeddedDatabase database = EmbeddedDatabase.start(data(), 0, "secret");

        String safe = "select count(*)::int from pg_settings"
                + " where (name, setting) in (('fsync', 'on'), ('synchronous_commit', 'on'), ('full_page_writes', 'on'))";

        assertThat(run(database, "postgres", "secret", safe)).isEqualTo(3);
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        EmbeddedDatabase database = EmbeddedDatabase.start(data(), 0, "secret");

        assertThatThrownBy(() -> run(database, "postgres", "wrong", "select 1"))
                .hasMessageContaining("authentication failed");
    }

    private Path data() {
        return folder.resolve("data");
    }

    private static int run(EmbeddedDatabase database, String name, String password, String sql) throws SQLException {
        String url = "jdbc:postgresql://127.0.0.1:" + database.port() + "/" + name;
        try (Connection connection = DriverManager.getConnection(url, name, password);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return 0;
            }
            ResultSet rows = statement.getResultSet();
            rows.next();
            return rows.getInt(1);
        }
    }

    /// A process that starts the server and ends.
    static final class StartAndLeave {
        public static void main(String[] args) {
            EmbeddedDatabase.start(Path.of(args[0]), 0, "secret");
        }
    }
}
