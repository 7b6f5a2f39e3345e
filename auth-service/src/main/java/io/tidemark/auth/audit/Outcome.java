package io.tidemark.auth.audit;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/// What came of what a row tells of.
public enum Outcome {
    DONE,
    /// Another service was about to do it; where it refused then, another row says so.
    ASKED,
    REFUSED;

    private static final String ABOUT_TO = "asked";

    public static Outcome of(AuditEvent event) {
        return switch (Weight.of(event.action())) {
            case REFUSAL -> REFUSED;
            case ALARM, ORDINARY -> event.reason().equals(ABOUT_TO) ? ASKED : DONE;
        };
    }

    @Override
    @JsonValue
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
