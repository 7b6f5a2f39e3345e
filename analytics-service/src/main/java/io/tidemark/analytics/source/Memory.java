package io.tidemark.analytics.source;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// One list of the record. Asks for it at most once in a while, remembers what the record said, and falls
/// back on that, or else on what the local disk holds, while the record is away. Whiles follow each other
/// by the clock alone, and a list tells in which it was asked for: so nobody sees by it that somebody else
/// asked a moment ago, or that something changed which is not his.
final class Memory {
    private static final Comparator<Snapshot> ORDER =
            Comparator.comparing(Snapshot::server).thenComparing(Snapshot::root).thenComparing(Snapshot::startedAt);

    private final Asking record;
    private final Supplier<Collection<Snapshot>> kept;
    private final InstantSource clock;
    private final Supplier<Duration> freshFor;

    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Known last;
    private final AtomicLong forgotten = new AtomicLong();
    private volatile Instant askAgainAt = Instant.MIN;

    Memory(Asking record, Supplier<Collection<Snapshot>> kept, InstantSource clock, Supplier<Duration> freshFor) {
        this.record = record;
        this.kept = kept;
        this.clock = clock;
        this.freshFor = freshFor;
    }

    /// What is known now, in the order of server, root and start. Blocks while the record is asked;
    /// concurrent callers wait for the one that asks.
    Known now() {
        asking.lock();
        try {
            Known known = last;
            if (known == null || !clock.instant().isBefore(askAgainAt)) {
                known = askAnew();
            }
            return known;
        } finally {
            asking.unlock();
        }
    }

    @Nullable
    Known last() {
        return last;
    }

    void forget() {
        forgotten.incrementAndGet();
        askAgainAt = Instant.MIN;
    }

    /// What was told to be forgotten while the record was asked is asked for once more by the next
    /// caller: the answer may be from before the change.
    private Known askAnew() {
        long before = forgotten.get();
        Duration fresh = freshFor.get();
        Instant begun = beginning(clock.instant(), fresh);
        Known known = ask(begun);
        last = known;
        askAgainAt = begun.plus(fresh);
        if (forgotten.get() != before) {
            askAgainAt = Instant.MIN;
        }
        return known;
    }

    /// Of the while that a moment is in; of none, where the record is to be asked each time, the moment itself.
    private static Instant beginning(Instant moment, Duration length) {
        long millis = moment.toEpochMilli();
        return Instant.ofEpochMilli(millis - Math.floorMod(millis, Math.max(1, length.toMillis())));
    }

    private Known ask(Instant begun) {
        try {
            Listing listing = record.list();
            return new Known(sorted(listing.snapshots()), listing.unusable(), begun, null);
        } catch (SourceAway e) {
            Known known = last;
            return known == null || known.listedAt() == null
                    ? new Known(sorted(kept.get()), List.of(), null, e.reason())
                    : new Known(known.snapshots(), known.unusable(), known.listedAt(), e.reason());
        }
    }

    private static List<Snapshot> sorted(Collection<Snapshot> snapshots) {
        List<Snapshot> sorted = new ArrayList<>(snapshots);
        sorted.sort(ORDER);
        return sorted;
    }

    @FunctionalInterface
    interface Asking {
        Listing list() throws SourceAway;
    }
}
