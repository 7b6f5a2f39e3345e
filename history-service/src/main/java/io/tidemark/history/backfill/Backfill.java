package io.tidemark.history.backfill;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// A Prometheus' series on their way into the record.
///
/// @param tenant whose readings they become
/// @param doneUntil before this time all is taken over
/// @param read readings that were found so far
/// @param fresh those of them that were not known
/// @param problem why it failed
public record Backfill(
        UUID id,
        @JsonIgnore Tenant tenant,
        Source source,
        State state,
        Instant doneUntil,
        long read,
        long fresh,
        @Nullable String problem,
        String createdBy,
        Instant createdAt,
        Instant changedAt) {

    /// Where it stands.
    public enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("done")
        DONE,
        @JsonProperty("failed")
        FAILED,
        @JsonProperty("cancelled")
        CANCELLED
    }

    static Backfill begin(UUID id, Source source, Tenant tenant, String by, Instant now) {
        return new Backfill(id, tenant, source, State.RUNNING, source.aligned(source.from()), 0, 0, null, by, now, now);
    }

    Backfill advanced(Instant until, long found, long added, Instant now) {
        State next = until.isBefore(source.to()) ? State.RUNNING : State.DONE;
        return new Backfill(
                id, tenant, source, next, until, read + found, fresh + added, null, createdBy, createdAt, now);
    }

    Backfill in(State next, @Nullable String why, Instant now) {
        return new Backfill(id, tenant, source, next, doneUntil, read, fresh, why, createdBy, createdAt, now);
    }
}
