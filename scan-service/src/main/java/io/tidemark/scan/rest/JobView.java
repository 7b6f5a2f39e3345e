package io.tidemark.scan.rest;

import io.tidemark.scan.job.JobState;
import io.tidemark.scan.job.Progress;
import io.tidemark.scan.job.ScanJob;
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
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Progress progress,
        @Nullable String error) {

    static JobView of(ScanJob job) {
        return new JobView(
                job.id(),
                job.id(),
                job.server(),
                job.root(),
                job.state(),
                job.startedAt(),
                job.finishedAt(),
                job.progress(),
                job.error());
    }
}
