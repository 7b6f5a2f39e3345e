package io.tidemark.analytics.rest;

import io.tidemark.analytics.proof.Job;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Jobs, newest first; there are never more than are kept.
@Schema(name = "DuplicateJobs")
public record DuplicateJobs(List<Item> items, @Nullable String nextCursor) {
    /// A job in short.
    @Schema(name = "DuplicateJobItem")
    public record Item(
            UUID id,

            @Schema(enumeration = {"running", "done", "cancelled"})
            String state,

            String createdBy,
            String filters,
            Instant createdAt,
            @Nullable Instant endedAt) {
        static Item of(Job job) {
            return new Item(job.id(), job.state().word(), job.subject(), job.filters(), job.createdAt(), job.endedAt());
        }
    }

    static DuplicateJobs of(List<Job> jobs) {
        return new DuplicateJobs(jobs.stream().map(Item::of).toList(), null);
    }
}
