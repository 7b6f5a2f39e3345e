package io.tidemark.scan.job;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The life of a scan.
public enum JobState {
    /// Waits for its turn.
    QUEUED,
    /// Walks, or waits because its policy says so.
    RUNNING,
    /// Somebody stopped it for a while.
    PAUSED,
    /// Makes the snapshot durable.
    SEALING,
    /// The snapshot is complete and waits for history, or was refused by it (then the job has an error).
    SEALED,
    /// History has the snapshot.
    DELIVERED,
    CANCELLED,
    FAILED;

    /// The states that may follow.
    public Set<JobState> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(RUNNING, CANCELLED, FAILED);
            case RUNNING -> EnumSet.of(PAUSED, SEALING, CANCELLED, FAILED);
            // A pause that comes with the last directory stops nothing any more.
            case PAUSED -> EnumSet.of(RUNNING, SEALING, CANCELLED, FAILED);
            case SEALING -> EnumSet.of(SEALED, FAILED);
            case SEALED -> EnumSet.of(DELIVERED, FAILED);
            case DELIVERED, CANCELLED, FAILED -> EnumSet.noneOf(JobState.class);
        };
    }

    /// True while the scan itself is still to be done.
    public boolean isActive() {
        return switch (this) {
            case QUEUED, RUNNING, PAUSED, SEALING -> true;
            case SEALED, DELIVERED, CANCELLED, FAILED -> false;
        };
    }

    /// True between the beginning and the end of its walk.
    public boolean isWalking() {
        return switch (this) {
            case RUNNING, PAUSED -> true;
            case QUEUED, SEALING, SEALED, DELIVERED, CANCELLED, FAILED -> false;
        };
    }

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
