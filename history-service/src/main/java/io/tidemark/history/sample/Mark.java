package io.tidemark.history.sample;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.history.server.ServerName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// What happened to a volume between two neighbouring readings, so that nobody takes it for growth or
/// for files that
/// somebody deleted.
///
/// @param at when the first reading after it was taken
public record Mark(ServerName server, String volume, Instant at, Kind kind, Side before, Side after) {

    /// What happened. Of several at once the first in this order is told.
    public enum Kind {
        /// Another filesystem is mounted there: its identity is another, or where a reading has none,
        /// device or type.
        @JsonProperty("replaced")
        REPLACED,
        /// The size changed by more than a thousandth.
        @JsonProperty("resized")
        RESIZED,
        /// At least nine tenths of what was used are gone at once, and a twentieth of the size.
        @JsonProperty("reset")
        RESET
    }

    /// One of the two readings.
    public record Side(
            Instant at,
            String device,
            String type,
            @Nullable String filesystem,
            long sizeBytes,
            long usedBytes) {}
}
