package io.tidemark.alert.evaluation;

import java.util.Arrays;
import java.util.Locale;

/// The names of the states an alert can be in.
public enum Phase {
    PENDING,
    FIRING,
    RESOLVED;

    public static Phase of(State.Raised state) {
        return switch (state) {
            case State.Pending _ -> PENDING;
            case State.Firing _ -> FIRING;
            case State.Resolved _ -> RESOLVED;
        };
    }

    /// The phase of that word in the API.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Phase of(String word) {
        return Arrays.stream(values())
                .filter(phase -> phase.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of pending, firing, resolved"));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
