package io.tidemark.analytics.testing;

import java.nio.file.Path;
import java.util.List;

/// The snapshots that [FakeHistory] has.
public final class Samples {
    private Samples() {}

    static List<MadeSnapshot> make(Path folder) {
        return List.of(
                SnapshotBuilder.of("alpha", "/data")
                        .file("/data/report.pdf", 1000)
                        .file("/data/logs/a.log", 300)
                        .file("/data/logs/old/b.log", 200)
                        .file("/data/my docs/100%_sure.txt", 50)
                        .file("/data/tree/oak.txt", 7)
                        .build(folder),
                SnapshotBuilder.of("alpha", "/data/logs")
                        .file("/data/logs/a.log", 300)
                        .file("/data/logs/old/b.log", 200)
                        .build(folder),
                SnapshotBuilder.of("beta", "/data")
                        .with(MadeEntry.file("/data/=cmd.csv", 5000).owner(77, null))
                        .file("/data/logs/c.log", 400)
                        .build(folder),
                SnapshotBuilder.of("gamma", "/broken").file("/broken/x", 1).build(folder),
                SnapshotBuilder.of("alpha@acme", "/data")
                        .file("/data/report.pdf", 70_000)
                        .file("/data/logs/secret.log", 30_000)
                        .build(folder),
                SnapshotBuilder.of("gamma@acme", "/broken").file("/broken/x", 1).build(folder));
    }

    /// What arrives of a part: gamma's are damaged.
    static byte[] delivered(MadeSnapshot made, byte[] bytes) {
        if (made.snapshot().server().startsWith("gamma")) {
            bytes[bytes.length / 2] ^= 1;
        }
        return bytes;
    }
}
