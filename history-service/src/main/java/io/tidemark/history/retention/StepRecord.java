package io.tidemark.history.retention;

import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotLocation;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A step of retention as it is on record.
///
/// @param id later steps have higher ones
/// @param endedAt null while it is under way
public record StepRecord(
        long id,
        ServerName server,
        Step step,
        Asker asker,
        StepState state,
        Instant preparedAt,
        @Nullable Instant endedAt) {

    SnapshotLocation location() {
        return SnapshotLocation.of(server, step.startedAt(), step.snapshotId());
    }
}
