package io.tidemark.analytics.engine;

/// A number for each of a snapshot's files, equal for files that look alike, and what the file takes;
/// worked out once when the snapshot arrives. Sorted by the number, so that all snapshots are gone
/// through together in one pass and in little memory, where a query would have to hold a group for
/// almost every file.
public interface Stamped {
    /// A word of lower-case letters; no two have the same.
    String name();

    /// The rows of one snapshot, from its own tables, in order of the first column: `stamp`, not
    /// negative, `size`, and `allocated`, the bytes on disk.
    Query query();
}
