package io.tidemark.scan.job;

import io.tidemark.scan.walk.Counts;

import java.time.Duration;

/// How far a scan is.
///
/// @param errors failures and things that vanished
public record Progress(
        long entries,
        long directories,
        long bytes,
        long allocatedBytes,
        long errors,
        double elapsedSeconds,
        double entriesPerSecond) {

    /// Nothing yet.
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0, 0, 0);

    static Progress of(Counts counts, Duration elapsed) {
        double seconds = elapsed.toMillis() / 1000.0;
        return new Progress(
                counts.entries(),
                counts.directories(),
                counts.sizeBytes(),
                counts.allocatedBytes(),
                counts.failed() + counts.vanished(),
                seconds,
                seconds == 0 ? 0 : Math.round(counts.entries() / seconds));
    }
}
