package io.tidemark.history.retention;

import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.SnapshotId;

import java.time.Instant;
import java.util.List;

/// What would happen to the snapshots of a server at one moment.
///
/// @param freesBytes of files, by all steps together
public record RetentionPlan(ServerName server, Instant at, long freesBytes, List<Step> items) {

    /// One snapshot; `from` and `to` are equal where it stays as it is.
    public record Step(
            String root,
            SnapshotId snapshotId,
            Instant startedAt,
            Detail from,
            Detail to,
            long freesBytes,
            String reason) {

        static Step of(String root, Instant startedAt, Operation operation) {
            return switch (operation) {
                case Operation.Keep keep ->
                    new Step(root, keep.id(), startedAt, keep.detail(), keep.detail(), 0, keep.reason());
                case Operation.Reduce reduce ->
                    new Step(
                            root,
                            reduce.id(),
                            startedAt,
                            reduce.from(),
                            reduce.to(),
                            reduce.freesBytes(),
                            reduce.reason());
                case Operation.Remove remove ->
                    new Step(
                            root,
                            remove.id(),
                            startedAt,
                            remove.from(),
                            Detail.GONE,
                            remove.freesBytes(),
                            remove.reason());
            };
        }
    }

    static RetentionPlan of(ServerName server, Instant at, List<Step> steps) {
        return new RetentionPlan(
                server, at, steps.stream().mapToLong(Step::freesBytes).sum(), List.copyOf(steps));
    }
}
