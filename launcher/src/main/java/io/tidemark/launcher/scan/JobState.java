package io.tidemark.launcher.scan;

import java.util.Locale;

/// The steps of a scan.
public enum JobState {
    QUEUED,
    RUNNING,
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
            case QUEUED, RUNNING, SEALING, SEALED -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
