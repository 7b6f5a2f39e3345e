package io.tidemark.analytics.source;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The newest snapshot of every server and root. Asks the record at most once in a while, remembers what
/// it said, and falls back on that, or else on what the local disk holds, while the record is away.
public final class Catalogue {
    private static final Comparator<Snapshot> ORDER =
            Comparator.comparing(Snapshot::server).thenComparing(Snapshot::root);

    private final SnapshotSource source;
    private final Supplier<Collection<Snapshot>> kept;
    private final InstantSource clock;
    private final Duration freshFor;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known last;
    private volatile Instant askAgainAt = Instant.MIN;

    /// Knows nothing until it is asked first.
    ///
    /// @param kept the snapshots on the local disk
    /// @param freshFor for how long the record is not asked again, whether it answered or not
    public Catalogue(
            SnapshotSource source, Supplier<Collection<Snapshot>> kept, InstantSource clock, Duration freshFor) {
        this.source = source;
        this.kept = kept;
        this.clock = clock;
        this.freshFor = freshFor;
    }

    /// What is known now, in the order of server and root. Blocks while the record is asked; concurrent
    /// callers wait for the one that asks.
    public Known newest() {
        asking.lock();
        try {
            Known known = last;
            if (known == null || !clock.instant().isBefore(askAgainAt)) {
                known = ask();
                last = known;
                askAgainAt = clock.instant().plus(freshFor);
            }
            return known;
        } finally {
            asking.unlock();
        }
    }

    /// What the last question found, without asking; null before the first.
    public @Nullable Known lastKnown() {
        return last;
    }

    /// Makes the next question ask the record, because something changed there.
    public void forget() {
        askAgainAt = Instant.MIN;
    }

    private Known ask() {
        try {
            Listing listing = source.newest();
            return new Known(sorted(listing.snapshots()), listing.unusable(), clock.instant(), null);
        } catch (SourceAway e) {
            Known known = last;
            return known == null || known.listedAt() == null
                    ? new Known(newestOf(kept.get()), List.of(), null, e.reason())
                    : new Known(known.snapshots(), known.unusable(), known.listedAt(), e.reason());
        }
    }

    private static List<Snapshot> newestOf(Collection<Snapshot> snapshots) {
        Map<List<String>, Snapshot> newest = new HashMap<>();
        for (Snapshot snapshot : snapshots) {
            newest.merge(
                    List.of(snapshot.server(), snapshot.root()),
                    snapshot,
                    (a, b) -> a.startedAt().isAfter(b.startedAt()) ? a : b);
        }
        return sorted(newest.values());
    }

    private static List<Snapshot> sorted(Collection<Snapshot> snapshots) {
        List<Snapshot> sorted = new ArrayList<>(snapshots);
        sorted.sort(ORDER);
        return sorted;
    }
}
