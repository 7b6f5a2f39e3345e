package io.tidemark.scan.job;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// One scan at one moment.
///
/// @param id also the id of its snapshot
/// @param finishedAt when it stopped being active
/// @param error why it failed, or why history refused its snapshot
public record ScanJob(
        UUID id,
        String server,
        String root,
        JobState state,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Progress progress,
        @Nullable String error) {

    static ScanJob queued(UUID id, String server, String root, Instant now) {
        return new ScanJob(id, server, root, JobState.QUEUED, now, null, null, Progress.NONE, null);
    }

    ScanJob start(Instant now) {
        return become(JobState.RUNNING, now, null, progress, null);
    }

    ScanJob seal(Progress reached) {
        return become(JobState.SEALING, startedAt, null, reached, null);
    }

    ScanJob sealed(Instant now) {
        return become(JobState.SEALED, startedAt, now, progress, null);
    }

    ScanJob deliver() {
        return become(JobState.DELIVERED, startedAt, finishedAt, progress, null);
    }

    ScanJob cancel(Instant now, Progress reached) {
        return become(JobState.CANCELLED, startedAt, now, reached, null);
    }

    ScanJob fail(Instant now, String reason, Progress reached) {
        return become(JobState.FAILED, startedAt, now, reached, reason);
    }

    /// The state stays: the snapshot is complete, but nobody else has it.
    ScanJob refuse(String problem) {
        return new ScanJob(id, server, root, state, requestedAt, startedAt, finishedAt, progress, problem);
    }

    ScanJob at(Progress now) {
        return new ScanJob(id, server, root, state, requestedAt, startedAt, finishedAt, now, error);
    }

    /// True when nothing will change any more.
    public boolean isFinal() {
        return state.next().isEmpty() || (state == JobState.SEALED && error != null);
    }

    private ScanJob become(
            JobState next,
            @Nullable Instant started,
            @Nullable Instant finished,
            Progress reached,
            @Nullable String reason) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException("a scan that is " + state.word() + " cannot become " + next.word());
        }
        return new ScanJob(id, server, root, next, requestedAt, started, finished, reached, reason);
    }
}
