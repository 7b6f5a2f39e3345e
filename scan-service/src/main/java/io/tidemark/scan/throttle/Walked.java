package io.tidemark.scan.throttle;

import java.time.Instant;

/// How long a scan has walked, as its longest duration counts it: neither pauses nor closed hours, and with hours only
/// the stretch of them that was open last.
///
/// @param at when that was so
public record Walked(long nanos, Instant at) {

    public Walked {
        if (nanos < 0) {
            throw new IllegalArgumentException("nobody walks for less than no time");
        }
    }
}
