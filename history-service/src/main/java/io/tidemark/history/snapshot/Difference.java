package io.tidemark.history.snapshot;

/// That the tables of a snapshot are kept as what differs from those of its base.
///
/// @param base the snapshot that they differ from; it is kept whole
/// @param description SHA-256 of the file that describes the difference and is beside it
/// @param entriesBytes what is kept of `entries`
/// @param directoriesBytes what is kept of `directories`, with the description
public record Difference(SnapshotId base, Sha256 description, long entriesBytes, long directoriesBytes) {

    public Difference {
        if (entriesBytes < 0 || directoriesBytes < 0) {
            throw new IllegalArgumentException("bytes are not negative");
        }
    }
}
