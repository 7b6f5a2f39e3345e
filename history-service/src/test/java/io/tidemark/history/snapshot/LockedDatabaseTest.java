package io.tidemark.history.snapshot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class LockedDatabaseTest {

    @TempDir
    Path allowed;

    @TempDir
    Path other;

    @Test
    void readsFilesOfItsFolder() throws Exception {
        Files.writeString(allowed.resolve("a.csv"), "n\n7\n");

        try (LockedDatabase database = open(Duration.ofSeconds(10))) {
            long n = number(database, "SELECT n FROM read_csv('" + allowed.resolve("a.csv") + "')");

            assertThat(n).isEqualTo(7);
        }
    }

    @Test
    void refusesFilesOfOtherFolders() throws Exception {
        Path foreign = Files.writeString(other.resolve("a.csv"), "n\n7\n");

        try (LockedDatabase database = open(Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> number(database, "SELECT n FROM read_csv('" + foreign + "')"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET enable_external_access = true", "SET memory_limit = '9GB'", "INSTALL httpfs"})
    void refusesToBeSetOtherwise(String command) throws Exception {
        try (LockedDatabase database = open(Duration.ofSeconds(10))) {
            assertThatThrownBy(() -> number(database, command)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void endsQueriesThatTakeTooLong() throws Exception {
        try (LockedDatabase database = open(Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> number(
                            database, "SELECT sum(hash(a.range + b.range)) FROM range(10000000) a, range(10000000) b"))
                    .isInstanceOf(SQLException.class)
                    .matches(e -> LockedDatabase.isOutOfMeans((SQLException) e));
        }
    }

    private LockedDatabase open(Duration timeout) throws SQLException, IOException {
        return LockedDatabase.open(allowed.toRealPath(), "64MB", timeout);
    }

    private static long number(LockedDatabase database, String query) throws SQLException {
        return database.row(query, row -> row.getLong(1));
    }
}
