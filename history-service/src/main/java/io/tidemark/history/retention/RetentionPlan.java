package io.tidemark.history.retention;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What would happen to the snapshots of a server at one moment.
///
/// @param freesBytes of files, by all steps together
public record RetentionPlan(ServerName server, Instant at, long freesBytes, List<Step> items) {

    /// One snapshot; `from` and `to` are equal where it stays as it is.
    ///
    /// @param base of which it is to be kept as a difference; null for any other step
    /// @param freesBytes an estimate where `to` is `difference`, until that is done
    public record Step(
            String root,
            SnapshotId snapshotId,
            Instant startedAt,
            Level from,
            Level to,
            @Nullable SnapshotId base,
            long freesBytes,
            String reason) {

        static Step of(String root, Instant startedAt, Operation operation) {
            return switch (operation) {
                case Operation.Keep keep ->
                    new Step(root, keep.id(), startedAt, keep.level(), keep.level(), null, 0, keep.reason());
                case Operation.Differ differ ->
                    new Step(
                            root,
                            differ.id(),
                            startedAt,
                            Level.FULL,
                            Level.DIFFERENCE,
                            differ.base(),
                            differ.freesBytes(),
                            differ.reason());
                case Operation.Reduce reduce ->
                    new Step(
                            root,
                            reduce.id(),
                            startedAt,
                            reduce.from(),
                            reduce.to(),
                            null,
                            reduce.freesBytes(),
                            reduce.reason());
                case Operation.Remove remove ->
                    new Step(
                            root,
                            remove.id(),
                            startedAt,
                            remove.from(),
                            Level.GONE,
                            null,
                            remove.freesBytes(),
                            remove.reason());
            };
        }

        Step freeing(long bytes) {
            return new Step(root, snapshotId, startedAt, from, to, base, bytes, reason);
        }
    }

    static RetentionPlan of(ServerName server, Instant at, List<Step> steps) {
        return new RetentionPlan(
                server, at, steps.stream().mapToLong(Step::freesBytes).sum(), List.copyOf(steps));
    }
}
