package io.tidemark.history.content;

import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of the soundness of snapshots. Calls block.
public interface DamageLog {

    /// Marks a snapshot as damaged, where it still has these files, and records the event; one that is marked already
    /// stays so without another event.
    ///
    /// @return false, with nothing changed, when the record no longer has the files: then nothing is damaged
    boolean damaged(Snapshot snapshot, List<Damage> damages, Instant at);

    /// Notes that all of a snapshot was read and is what was sealed. One that was damaged is no longer, and the event
    /// says so.
    ///
    /// @return whether it was damaged
    boolean sound(Snapshot snapshot, Instant at);

    /// The snapshot that was not read for longest, of those that were last read before `before`.
    Optional<SnapshotId> longestUnread(Instant before);

    /// How many snapshots are damaged now.
    long count();
}
