package io.tidemark.analytics.rest;

import io.tidemark.analytics.engine.Basis;
import io.tidemark.analytics.proof.Counts;
import io.tidemark.analytics.proof.Job;
import io.tidemark.analytics.proof.Progress;
import io.tidemark.analytics.proof.Waiting;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// A job that compares contents, as its reader sees it now.
///
/// @param filters the query it was asked for with
/// @param endsAt what has not been hashed by then stays unproven
/// @param groups how many contents are there more than once
/// @param waitingFor agents that have files to hash
@Schema(name = "DuplicateJob")
public record DuplicateJob(
        UUID id,

        @Schema(enumeration = {"running", "done", "cancelled"})
        String state,

        String createdBy,
        String filters,
        Instant createdAt,
        Instant endsAt,
        @Nullable Instant endedAt,
        Counts counts,
        long groups,
        long reclaimableBytes,
        long reclaimableAtMostBytes,
        List<Waiting> waitingFor,
        Basis basis) {
    static DuplicateJob of(Progress progress) {
        Job job = progress.job();
        return new DuplicateJob(
                job.id(),
                job.state().word(),
                job.subject(),
                job.filters(),
                job.createdAt(),
                job.endsAt(),
                job.endedAt(),
                progress.sight().counts(),
                progress.sight().groups().size(),
                progress.sight().reclaimableBytes(),
                progress.sight().reclaimableAtMostBytes(),
                progress.waiting(),
                job.basis());
    }

    boolean isFinal() {
        return endedAt != null;
    }
}
