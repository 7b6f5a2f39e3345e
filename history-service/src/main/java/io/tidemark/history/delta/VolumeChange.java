package io.tidemark.history.delta;

/// What the volume itself says (statvfs at the end of each scan), beside what its files explain.
///
/// @param changeBytes of the used bytes
/// @param explainedBytes change of the bytes on disk of all entries and directories below the root
/// @param unexplainedBytes the rest: what lies outside of the root, deleted files still open, the
/// filesystem's own
public record VolumeChange(
        long usedBeforeBytes, long usedAfterBytes, long changeBytes, long explainedBytes, long unexplainedBytes) {

    static VolumeChange of(long before, long after, long explained) {
        return new VolumeChange(before, after, after - before, explained, after - before - explained);
    }
}
