package io.tidemark.history.retention;

import io.tidemark.history.content.Contents;
import io.tidemark.history.content.Known;
import io.tidemark.history.content.NothingDamaged;
import io.tidemark.history.difference.DifferenceEngine;
import io.tidemark.history.difference.Differences;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.store.FolderSnapshotStore;
import io.tidemark.history.store.RebuildingStore;
import io.tidemark.platform.client.Json;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/// What carries retention out, as a process that can be killed: it does what the plan says and ends.
final class RetentionProcess {

    static final ServerName SERVER = new ServerName("killed-1");

    /// What is removed, reduced to directories and to totals, and kept as differences.
    static final Rules RULES =
            new Rules(Map.of(Period.DAY, 16L), Duration.ofDays(24), Duration.ofDays(28), null, 1, Duration.ZERO);

    private RetentionProcess() {}

    /// @param args folder of the site, address of the database, the time
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        try (JdbcRecord record = new JdbcRecord(args[1])) {
            RetentionExecutor executor = executor(folder, record, Instant.parse(args[2]));
            System.out.println("ready");
            executor.run(SERVER, RULES, Asker.SCHEDULE);
        }
    }

    static RebuildingStore store(Path folder) throws IOException {
        return new RebuildingStore(
                new FolderSnapshotStore(folder.resolve("store")),
                engine(),
                Json.lenient(),
                folder.resolve("rebuilt"),
                1 << 30);
    }

    private static RetentionExecutor executor(Path folder, JdbcRecord record, Instant now) throws IOException {
        SnapshotStore store = store(folder);
        NothingDamaged nothing = new NothingDamaged();
        Contents contents = new Contents(
                store,
                record,
                nothing,
                nothing,
                new Known(Duration.ofMinutes(10), InstantSource.system()),
                InstantSource.system());
        return new RetentionExecutor(
                new Retention(record, new NothingChanged(), record, record),
                record,
                store,
                new FreeLease(),
                _ -> {},
                Json.lenient(),
                () -> now,
                new Differences(record, contents, engine(), Json.lenient()),
                folder.resolve("work"));
    }

    private static DifferenceEngine engine() {
        return new DifferenceEngine(1, "256MB", Duration.ofMinutes(1));
    }
}
