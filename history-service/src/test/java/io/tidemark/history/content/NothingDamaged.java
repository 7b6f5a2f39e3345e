package io.tidemark.history.content;

import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// For those who never meet damage.
public final class NothingDamaged implements DamageLog, ContentMeter {

    @Override
    public boolean damaged(Snapshot snapshot, List<Damage> damages, Instant at) {
        throw new AssertionError("damaged: " + damages);
    }

    @Override
    public boolean sound(Snapshot snapshot, Instant at) {
        return false;
    }

    @Override
    public Optional<SnapshotId> longestUnread(Instant before) {
        return Optional.empty();
    }

    @Override
    public long count() {
        return 0;
    }

    @Override
    public void read(long bytes) {
        // nobody counts
    }

    @Override
    public void damageFound() {
        throw new AssertionError("damage was found");
    }

    @Override
    public void repaired() {
        throw new AssertionError("nothing was damaged");
    }
}
