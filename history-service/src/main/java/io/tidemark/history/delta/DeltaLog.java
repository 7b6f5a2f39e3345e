package io.tidemark.history.delta;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What each snapshot changed since the one before it. Calls block.
public interface DeltaLog {

    /// Up to `limit` snapshots that were not compared yet, in the order in which they were registered.
    List<SnapshotId> open(int limit);

    /// The shares of changed entries of one root before `before`, newest first, at most `limit`.
    List<Double> shares(Snapshot before, int limit);

    /// The shares of changed entries of all compared snapshots of a server, each since the one before it.
    Map<SnapshotId, Double> sharesOf(ServerName server);

    /// Notes that a snapshot will not be compared: it is the first of its root, or its files cannot be
    /// read.
    void pass(SnapshotId id);

    /// Keeps a delta and records the event of a mass change, both in one transaction.
    ///
    /// @return false, with nothing changed, when the snapshot was compared already
    boolean add(DeltaSummary delta, Optional<MassChange> mass, Instant at);
}
