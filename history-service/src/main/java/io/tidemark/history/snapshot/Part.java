package io.tidemark.history.snapshot;

/// One Parquet file of a snapshot, as its manifest describes it.
public record Part(PartName file, PartKind kind, long rows, long bytes, Sha256 sha256) {

    public Part {
        if (kind != file.kind()) {
            throw new IllegalArgumentException("kind and file name disagree");
        }
        if (rows < 0 || bytes < 0) {
            throw new IllegalArgumentException("rows and bytes are not negative");
        }
    }
}
