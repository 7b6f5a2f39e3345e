package io.tidemark.analytics.proof;

import io.tidemark.analytics.engine.Basis;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/// One comparison of files.
///
/// @param subject who asked for it
/// @param filters which files it is about, as they were asked for
/// @param endsAt what has not been hashed by then stays unproven
/// @param endedAt null while it runs
public record Job(
        UUID id,
        String subject,
        String filters,
        State state,
        Instant createdAt,
        Instant endsAt,
        @Nullable Instant endedAt,
        Basis basis) {
    /// How far a job is.
    public enum State {
        RUNNING,
        DONE,
        CANCELLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean isRunning() {
        return state == State.RUNNING;
    }

    Job ended(State how, Instant at) {
        return new Job(id, subject, filters, how, createdAt, endsAt, at, basis);
    }

    /// Why it says nothing of what was not hashed.
    Reason given() {
        return state == State.CANCELLED ? Reason.CANCELLED : Reason.AGENT_SILENT;
    }
}
