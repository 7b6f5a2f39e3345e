package io.tidemark.history.retention;

import io.tidemark.history.delta.DeltaLog;
import io.tidemark.history.delta.DeltaSummary;
import io.tidemark.history.delta.MassChange;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Nothing ever changed.
final class NothingChanged implements DeltaLog {
    @Override
    public List<SnapshotId> open(int limit) {
        return new ArrayList<>();
    }

    @Override
    public List<Double> shares(Snapshot before, int limit) {
        return List.of();
    }

    @Override
    public Map<SnapshotId, Double> sharesOf(ServerName server) {
        return Map.of();
    }

    @Override
    public void pass(SnapshotId id) {
        throw new AssertionError("retention compares nothing");
    }

    @Override
    public boolean add(DeltaSummary delta, Optional<MassChange> mass, Instant at) {
        throw new AssertionError("retention compares nothing");
    }
}
