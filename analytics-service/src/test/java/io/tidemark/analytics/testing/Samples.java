package io.tidemark.analytics.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// The snapshots that [FakeHistory] has.
public final class Samples {
    private static final Instant DAY = Instant.parse("2099-01-01T00:00:00Z");

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

    public static final String ON_ONE = "01900000-0000-7000-8000-00000000000a";
    public static final UUID COPIES_ON_ONE = UUID.fromString(ON_ONE);
    public static final UUID COPIES_ON_TWO = UUID.fromString("01900000-0000-7000-8000-00000000000b");

    /// Files of equal size: three and a hard link on server one, one of a name that is no UTF-8 on two. They are of a
    /// day that no other question asks for.
    static List<MadeSnapshot> copies(Path folder) {
        return List.of(
                SnapshotBuilder.of("one", "/srv")
                        .id(COPIES_ON_ONE)
                        .startedAt(DAY)
                        .with(MadeEntry.file("/srv/a.iso", 20_000).linked(11, 2, true))
                        .with(MadeEntry.file("/srv/again/a.iso", 20_000).linked(11, 2, false))
                        .with(MadeEntry.file("/srv/b.iso", 20_000).linked(12, 1, true))
                        .with(MadeEntry.file("/srv/secret/c.iso", 20_000).linked(13, 1, true))
                        .with(MadeEntry.file("/srv/only.txt", 77).linked(14, 1, true))
                        .build(folder),
                SnapshotBuilder.of("two", "/srv")
                        .id(COPIES_ON_TWO)
                        .startedAt(DAY)
                        .with(MadeEntry.file("/srv/d\\xFF.iso", 20_000)
                                .linked(11, 1, true)
                                .rawName("64ff2e69736f"))
                        .build(folder));
    }

    /// What arrives of a part: gamma's are damaged.
    static byte[] delivered(MadeSnapshot made, byte[] bytes) {
        if (made.snapshot().server().startsWith("gamma")) {
            bytes[bytes.length / 2] ^= 1;
        }
        return bytes;
    }
}
