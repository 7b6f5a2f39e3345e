package io.tidemark.analytics.consumer;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/// How something grows.
public enum GrowthShape {
    FLAT,
    LINEAR,
    ACCELERATING,
    SEASONAL,
    BURSTING,
    SHRINKING,
    /// It is not known for long enough.
    UNKNOWN;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
