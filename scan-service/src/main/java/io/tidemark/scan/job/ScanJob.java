package io.tidemark.scan.job;

import io.tidemark.scan.throttle.Cost;
import io.tidemark.scan.throttle.PolicyJson;
import io.tidemark.scan.throttle.ScanPolicy;
import io.tidemark.scan.throttle.Waiting;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/// One scan at one moment.
///
/// @param id also the id of its snapshot
/// @param policy how gently it works, and what it takes
/// @param own fields of its policy that somebody asked for with this scan; the others follow the agent's policy
/// @param finishedAt when it stopped being active
/// @param cost what it cost so far; null before its walk begins
/// @param waiting what it waits for right now; null where it does not wait
/// @param error why it failed, or why history refused its snapshot
/// @param deaths how often the agent ended during this scan without having been told to
/// @param told whether the agent is told to end, so that this is no death
public record ScanJob(
        UUID id,
        String server,
        String root,
        JobState state,
        ScanPolicy policy,
        List<String> own,
        Instant requestedAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Progress progress,
        @Nullable Cost cost,
        @Nullable Waiting waiting,
        @Nullable String error,
        int deaths,
        boolean told) {

    /// Jobs written by an agent that knew no policies have none; where nobody wrote down which fields are its own, all
    /// are.
    public ScanJob {
        policy = Objects.requireNonNullElse(policy, ScanPolicy.DEFAULT);
        own = List.copyOf(Objects.requireNonNullElse(own, PolicyJson.fields()));
    }

    static ScanJob queued(UUID id, String server, String root, ScanPolicy policy, Instant now) {
        return new ScanJob(
                id,
                server,
                root,
                JobState.QUEUED,
                policy,
                List.of(),
                now,
                null,
                null,
                Progress.NONE,
                null,
                null,
                null,
                0,
                false);
    }

    ScanJob start(Instant now) {
        return become(JobState.RUNNING, startedAt == null ? now : startedAt, null, null);
    }

    /// The agent stopped meanwhile: it has to wait for its turn once more.
    ScanJob again() {
        boolean died = !told && (state == JobState.RUNNING || state == JobState.SEALING);
        return copy(JobState.QUEUED, policy, startedAt, null, progress, cost, null, null)
                .restarted(died ? deaths + 1 : deaths, false);
    }

    /// The agent is about to end in good order.
    ScanJob tell() {
        return restarted(deaths, true);
    }

    /// True once its walk has begun, also where it waits after the agent stopped.
    boolean hasBegun() {
        return startedAt != null;
    }

    /// Keeps these fields of its policy from following the agent's, besides those it keeps already.
    ScanJob asking(Collection<String> fields) {
        List<String> all =
                Stream.concat(own.stream(), fields.stream()).distinct().toList();
        return new ScanJob(
                id,
                server,
                root,
                state,
                policy,
                all,
                requestedAt,
                startedAt,
                finishedAt,
                progress,
                cost,
                waiting,
                error,
                deaths,
                told);
    }

    /// The same under the agent's policy as it is now: all fields but its own, and but what it takes of a tree once it
    /// has begun.
    ScanJob follow(ScanPolicy agents) {
        ScanPolicy mine = PolicyJson.with(agents, policy, own);
        return under(hasBegun() ? PolicyJson.with(mine, policy, ScanPolicy.OF_THE_TREE) : mine);
    }

    ScanJob pause() {
        return become(JobState.PAUSED, startedAt, null, null);
    }

    ScanJob resume() {
        return become(JobState.RUNNING, startedAt, null, null);
    }

    ScanJob seal() {
        return become(JobState.SEALING, startedAt, null, null);
    }

    ScanJob sealed(Instant now) {
        return become(JobState.SEALED, startedAt, now, null);
    }

    ScanJob deliver() {
        return become(JobState.DELIVERED, startedAt, finishedAt, null);
    }

    ScanJob cancel(Instant now) {
        return become(JobState.CANCELLED, startedAt, now, null);
    }

    ScanJob fail(Instant now, String reason) {
        return become(JobState.FAILED, startedAt, now, reason);
    }

    /// The state stays: the snapshot is complete, but nobody else has it.
    ScanJob refuse(String problem) {
        return copy(state, policy, startedAt, finishedAt, progress, cost, waiting, problem);
    }

    ScanJob under(ScanPolicy other) {
        return copy(state, other, startedAt, finishedAt, progress, cost, waiting, error);
    }

    ScanJob at(Progress reached, Cost soFar, @Nullable Waiting now) {
        return copy(state, policy, startedAt, finishedAt, reached, soFar, now, error);
    }

    /// True when nothing will change any more.
    public boolean isFinal() {
        return state.next().isEmpty() || (state == JobState.SEALED && error != null);
    }

    private ScanJob restarted(int times, boolean orderly) {
        return new ScanJob(
                id,
                server,
                root,
                state,
                policy,
                own,
                requestedAt,
                startedAt,
                finishedAt,
                progress,
                cost,
                waiting,
                error,
                times,
                orderly);
    }

    private ScanJob become(
            JobState next, @Nullable Instant started, @Nullable Instant finished, @Nullable String reason) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException("a scan that is " + state.word() + " cannot become " + next.word());
        }
        return copy(next, policy, started, finished, progress, cost, null, reason);
    }

    private ScanJob copy(
            JobState nextState,
            ScanPolicy nextPolicy,
            @Nullable Instant started,
            @Nullable Instant finished,
            Progress reached,
            @Nullable Cost soFar,
            @Nullable Waiting now,
            @Nullable String problem) {
        return new ScanJob(
                id,
                server,
                root,
                nextState,
                nextPolicy,
                own,
                requestedAt,
                started,
                finished,
                reached,
                soFar,
                now,
                problem,
                deaths,
                told);
    }
}
