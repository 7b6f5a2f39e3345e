package io.tidemark.scan.hash;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What of a file is hashed.
public enum HashStage {
    /// The first and the last [#PIECE] bytes.
    @JsonProperty("partial")
    PARTIAL(1),
    /// All of it.
    @JsonProperty("full")
    FULL(2);

    /// Of a small file the two pieces overlap.
    static final int PIECE = 4096;

    private final int mark;

    HashStage(int mark) {
        this.mark = mark;
    }

    /// How the cache tells it apart, not zero.
    byte mark() {
        return (byte) mark;
    }
}
