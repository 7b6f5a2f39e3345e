package io.tidemark.auth.audit;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/// What came of what a row tells of.
public enum Outcome {
    DONE,
    /// Another service was about to do it; another row of the same trace says how it ended.
    ASKED,
    REFUSED,
    /// It could not be done, through no fault of who asked; whether some of it was is said where it is
    /// known.
    FAILED;

    private static final String ABOUT_TO = "asked";

    public static Outcome of(AuditEvent event) {
        return of(event.action(), event.reason());
    }

    static Outcome of(String action, String reason) {
        return switch (Weight.of(action)) {
            case REFUSAL -> REFUSED;
            case FAILURE -> FAILED;
            case ALARM, ORDINARY -> reason.equals(ABOUT_TO) ? ASKED : DONE;
        };
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
