package io.tidemark.history.store;

import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.Properties;

import static org.assertj.core.api.Assertions.assertThat;

class FolderSnapshotStoreTest extends SnapshotStoreTest {

    @TempDir
    Path folder;

    private SnapshotStore store;

    @BeforeEach
    void makeStore() throws IOException {
        store = new FolderSnapshotStore(folder.resolve("store"));
    }

    @Test
    void canBeReadByOtherEnginesAsItLies() throws Exception {
        SampleSnapshot snapshot =
                SampleSnapshot.in(Files.createDirectory(store.staging().resolve("upload")), "web-1");
        SnapshotLocation location =
                SnapshotLocation.of(new ServerName("web-1"), Instant.parse("2026-01-02T23:59:59Z"), snapshot.id());
        store.seal(location, snapshot.folder(), snapshot.manifestBytes());
        String query = "SELECT server, day::VARCHAR, count(*) FROM read_parquet('" + folder.resolve("store")
                + "/server=*/day=*/*/entries-*.parquet', hive_partitioning = true)"
                + " WHERE server = 'web-1' AND day = '2026-01-02' GROUP BY ALL";

        try (Connection duckdb = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                Statement statement = duckdb.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();

            assertThat(row.getString(1)).isEqualTo("web-1");
            assertThat(row.getString(2)).isEqualTo("2026-01-02");
            assertThat(row.getLong(3)).isEqualTo(5);
        }
    }

    @Test
    void givesBackTheSpaceOfWhatACrashLeft() throws IOException {
        Path left = Files.createDirectory(store.staging().resolve(".removed-1"));
        Files.writeString(left.resolve("entries-00000.parquet"), "content");

        int early = store.removeLeftovers(Instant.now().minusSeconds(60));
        int late = store.removeLeftovers(Instant.now().plusSeconds(60));

        assertThat(early).isZero();
        assertThat(late).isEqualTo(1);
        assertThat(store.staging()).isEmptyDirectory();
    }

    @Override
    SnapshotStore store() {
        return store;
    }
}
