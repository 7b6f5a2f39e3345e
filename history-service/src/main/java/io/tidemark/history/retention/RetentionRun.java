package io.tidemark.history.retention;

import io.tidemark.history.retention.RetentionPlan.Step;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// What retention did to the snapshots of a server.
///
/// @param freedBytes of files, by all steps that were done
public record RetentionRun(ServerName server, Instant at, long freedBytes, List<CarriedOut> items) {

    /// One step and how it ended.
    public record CarriedOut(
            String root,
            SnapshotId snapshotId,
            Instant startedAt,
            Level from,
            Level to,
            @Nullable SnapshotId base,
            long freesBytes,
            String reason,
            StepState outcome) {

        static CarriedOut of(Step step, StepState outcome) {
            return new CarriedOut(
                    step.root(),
                    step.snapshotId(),
                    step.startedAt(),
                    step.from(),
                    step.to(),
                    step.base(),
                    step.freesBytes(),
                    step.reason(),
                    outcome);
        }
    }

    /// What was kept of each snapshot that a step was done to.
    ///
    /// @param which before or after it
    public Map<String, Level> levels(Function<CarriedOut, Level> which) {
        Map<String, Level> levels = new LinkedHashMap<>();
        items.stream()
                .filter(item -> item.outcome() == StepState.DONE)
                .forEach(item -> levels.put(item.snapshotId().toString(), which.apply(item)));
        return levels;
    }

    static RetentionRun of(ServerName server, Instant at, List<CarriedOut> items) {
        long freed = items.stream()
                .filter(item -> item.outcome() == StepState.DONE)
                .mapToLong(CarriedOut::freesBytes)
                .sum();
        return new RetentionRun(server, at, freed, List.copyOf(items));
    }
}
