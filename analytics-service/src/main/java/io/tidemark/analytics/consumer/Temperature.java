package io.tidemark.analytics.consumer;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/// When the middle one of all bytes was used last: within 30 days, within 90, or before. After so many days Amazon S3
/// Intelligent-Tiering takes an object for infrequently used, and for archived at once.
public enum Temperature {
    HOT,
    WARM,
    COLD,
    /// There are no bytes, or nobody recorded when they were used.
    UNKNOWN;

    static final int HOT_DAYS = 30;
    static final int WARM_DAYS = 90;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Temperature of(long hot, long warm, long cold) {
        long half = (hot + warm + cold + 1) / 2;
        if (half == 0) {
            return UNKNOWN;
        }
        if (hot >= half) {
            return HOT;
        }
        return hot + warm >= half ? WARM : COLD;
    }
}
