package io.tidemark.launcher.scan;

import java.util.Locale;

/// The steps of a scan.
public enum JobState {
    QUEUED,
    RUNNING,
    PAUSED,
    SEALING,
    SEALED,
    DELIVERED,
    CANCELLED,
    FAILED;

    static JobState of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }

    /// Whether nothing more will happen.
    public boolean isFinal() {
        return switch (this) {
            case DELIVERED, CANCELLED, FAILED -> true;
            case QUEUED, RUNNING, PAUSED, SEALING, SEALED -> false;
        };
    }

    /// Whether the scan itself is still to be done.
    public boolean isActive() {
        return switch (this) {
            case QUEUED, RUNNING, PAUSED, SEALING -> true;
            case SEALED, DELIVERED, CANCELLED, FAILED -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
