package io.tidemark.history.rest;

import io.tidemark.history.content.Damage;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;

import java.util.List;

/// What reading all of a snapshot found.
///
/// @param bytes of the parts that its detail keeps
/// @param damages none where it is sound
public record Soundness(SnapshotId id, Detail detail, boolean sound, long bytes, List<Damage> damages) {

    static Soundness of(Snapshot snapshot, List<Damage> damages) {
        long bytes = snapshot.parts().stream().mapToLong(Part::bytes).sum();
        return new Soundness(snapshot.id(), snapshot.detail(), damages.isEmpty(), bytes, damages);
    }
}
