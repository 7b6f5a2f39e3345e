package io.tidemark.analytics.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Made-up servers with files of all kinds, the same for the same seed.
public final class RandomFleet {
    private static final List<String> NAMES =
            List.of("a", "B", "log", "data", "100%", "x_y", "it's", "café", "report", "tmp");
    private static final List<String> EXTENSIONS = List.of("", ".log", ".TXT", ".txt", ".bin", ".tar.gz");
    private static final int[] MODES = {0100644, 0100666, 0104755, 0102755, 0100600, 0101777};

    private final Random random;
    private final List<Made> files = new ArrayList<>();
    private final List<SnapshotBuilder> snapshots = new ArrayList<>();

    public RandomFleet(long seed, int servers, int filesEach) {
        this.random = new Random(seed);
        for (int i = 0; i < servers; i++) {
            make("server-" + (char) ('a' + i), filesEach);
        }
    }

    /// One file of a server.
    ///
    /// @param trusted whether the server's times of last access can be
    public record Made(String server, MadeEntry entry, Instant started, boolean trusted) {
        public Instant used() {
            return trusted && entry.accessed().isAfter(entry.modified()) ? entry.accessed() : entry.modified();
        }
    }

    public List<Made> files() {
        return List.copyOf(files);
    }

    public SnapshotBuilder[] snapshots() {
        return snapshots.toArray(SnapshotBuilder[]::new);
    }

    private void make(String server, int count) {
        Instant started = Instant.parse("2026-11-20T00:00:00Z").minus(Duration.ofMinutes(random.nextInt(100)));
        boolean trusted = random.nextBoolean();
        SnapshotBuilder snapshot =
                SnapshotBuilder.of(server, "/data").startedAt(started).lastAccess(trusted);
        for (int i = 0; i < count; i++) {
            MadeEntry entry = entry(i, started);
            snapshot.with(entry);
            files.add(new Made(server, entry, started, trusted));
        }
        snapshots.add(snapshot);
    }

    private MadeEntry entry(int number, Instant started) {
        String folder = "/data" + "/d".repeat(random.nextInt(3)) + (random.nextBoolean() ? "/" + pick(NAMES) : "");
        String path = folder + "/" + pick(NAMES) + number + pick(EXTENSIONS);
        long size = random.nextInt(5) == 0 ? 0 : 1L << random.nextInt(20);
        int uid = random.nextInt(4);
        MadeEntry entry = MadeEntry.file(path, size)
                .modified(started.minus(Duration.ofHours(random.nextInt(24 * 800) - 3)))
                .accessed(started.minus(Duration.ofHours(random.nextInt(24 * 800) - 3)))
                .owner(uid, uid == 0 ? null : "user" + uid)
                .mode(MODES[random.nextInt(MODES.length)])
                .type(random.nextInt(10) == 0 ? "symlink" : "file");
        return random.nextInt(8) == 0 ? entry.linked(number, 2, random.nextBoolean()) : entry;
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
