package io.tidemark.history.ingest;

/// How far a part has come.
///
/// @param offset bytes that are here
/// @param length bytes that it will have
public record Progress(long offset, long length) {

    public Progress {
        if (offset < 0 || offset > length) {
            throw new IllegalArgumentException("a part has from 0 to " + length + " bytes, not " + offset);
        }
    }

    public boolean complete() {
        return offset == length;
    }
}
