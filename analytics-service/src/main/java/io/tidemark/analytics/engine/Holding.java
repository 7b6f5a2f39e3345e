package io.tidemark.analytics.engine;

import io.tidemark.analytics.engine.Basis.SetAside;
import io.tidemark.analytics.engine.Basis.Used;
import io.tidemark.analytics.source.Arrived;
import io.tidemark.analytics.source.Audience;
import io.tidemark.analytics.source.Hold;
import io.tidemark.analytics.source.Known;
import io.tidemark.analytics.source.Missing;
import io.tidemark.analytics.source.Snapshot;
import io.tidemark.analytics.source.SnapshotCache;
import io.tidemark.analytics.source.SnapshotUnavailable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The snapshots one question holds, and what it must do without. Belongs to one thread.
final class Holding implements AutoCloseable {
    private final SnapshotCache cache;
    private final Views views;
    private final Audience audience;
    private final InstantSource clock;
    private final Instant deadline;
    private final List<Hold> holds = new ArrayList<>();
    private final List<HeldSnapshot> held = new ArrayList<>();
    private final List<Missing> missing = new ArrayList<>();
    private final List<SetAside> setAside = new ArrayList<>();

    Holding(SnapshotCache cache, Views views, Audience audience, InstantSource clock, Duration patience) {
        this.cache = cache;
        this.views = views;
        this.audience = audience;
        this.clock = clock;
        this.deadline = clock.instant().plus(patience);
    }

    /// Starts to fetch all of them, then waits for each.
    void take(List<Snapshot> snapshots) {
        take(snapshots, cache::hold);
    }

    /// The same where their folders suffice.
    void takeFolders(List<Snapshot> snapshots) {
        take(snapshots, cache::holdFolders);
    }

    private void take(List<Snapshot> snapshots, Taking taking) {
        List<Hold> asked =
                snapshots.stream().flatMap(s -> ask(s, taking).stream()).toList();
        asked.forEach(this::await);
    }

    List<HeldSnapshot> held() {
        return List.copyOf(held);
    }

    boolean lacksSomething() {
        return !missing.isEmpty();
    }

    /// Does without a snapshot, because another one has all of it.
    void setAside(Snapshot snapshot, Snapshot covering) {
        held.removeIf(h -> h.snapshot().id().equals(snapshot.id()));
        setAside.add(new SetAside(snapshot.id(), snapshot.server(), snapshot.root(), covering.id()));
    }

    Basis basis(Known known) {
        List<Missing> all = new ArrayList<>(known.unusable());
        all.addAll(missing);
        Instant now = clock.instant();
        return new Basis(
                held.stream().map(h -> Used.of(h, now)).toList(),
                all.isEmpty() && !known.stale(),
                all,
                setAside,
                known.stale(),
                known.listedAt());
    }

    @Override
    public void close() {
        holds.forEach(Hold::close);
    }

    private Optional<Hold> ask(Snapshot snapshot, Taking taking) {
        try {
            Hold hold = taking.take(snapshot);
            holds.add(hold);
            return Optional.of(hold);
        } catch (SnapshotUnavailable e) {
            lack(snapshot, e);
            return Optional.empty();
        }
    }

    private void await(Hold hold) {
        try {
            Arrived arrived = hold.arrived(Duration.between(clock.instant(), deadline));
            HeldSnapshot whole = new HeldSnapshot(hold.snapshot(), arrived.folder(), arrived.manifest());
            held.add(views.through(audience.of(hold.snapshot().server()), whole));
        } catch (SnapshotUnavailable e) {
            lack(hold.snapshot(), e);
        }
    }

    private void lack(Snapshot snapshot, SnapshotUnavailable why) {
        missing.add(new Missing(snapshot.server(), snapshot.root(), why.reason()));
    }

    @FunctionalInterface
    private interface Taking {
        Hold take(Snapshot snapshot) throws SnapshotUnavailable;
    }
}
