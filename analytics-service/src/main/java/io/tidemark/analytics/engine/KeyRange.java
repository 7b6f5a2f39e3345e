package io.tidemark.analytics.engine;

import java.nio.charset.StandardCharsets;

/// Keys of a [Keyed] table.
///
/// @param from the first one
/// @param before the first one behind them
public record KeyRange(String from, String before) {
    /// One key alone.
    public static KeyRange of(String key) {
        return new KeyRange(key, key + '\0');
    }

    byte[] first() {
        return from.getBytes(StandardCharsets.UTF_8);
    }

    byte[] end() {
        return before.getBytes(StandardCharsets.UTF_8);
    }
}
