package io.tidemark.scan.rest;

import io.tidemark.scan.job.JobState;
import io.tidemark.scan.job.Progress;
import io.tidemark.scan.job.ScanJob;
import io.tidemark.scan.throttle.Cost;
import io.tidemark.scan.throttle.Waiting;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// A scan as callers see it. Its snapshot has the same id.
@Schema(name = "ScanJob")
record JobView(
        UUID id,
        UUID snapshotId,
        String server,
        String root,
        JobState state,
        PolicyView policy,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Progress progress,

        @Schema(description = "What it cost so far; null before it begins") @Nullable
        Cost cost,

        @Schema(description = "What it waited for within the last second; null where it went on") @Nullable
        Waiting waiting,

        @Nullable String error) {

    static JobView of(ScanJob job) {
        return new JobView(
                job.id(),
                job.id(),
                job.server(),
                job.root(),
                job.state(),
                PolicyView.of(job.policy()),
                job.startedAt(),
                job.finishedAt(),
                job.progress(),
                job.cost(),
                job.waiting(),
                job.error());
    }
}
