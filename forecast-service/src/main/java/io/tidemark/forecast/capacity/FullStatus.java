package io.tidemark.forecast.capacity;

import java.util.Locale;

/// Whether a volume fills.
public enum FullStatus {
    /// At least half of the simulated futures fill it within the horizon.
    EXPECTED,
    NOT_WITHIN_HORIZON,
    /// Nothing is available to ordinary users now.
    ALREADY_FULL;

    /// The name in answers: lower case, with hyphens.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
