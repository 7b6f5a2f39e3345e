package io.tidemark.scan.hash;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What came of a [HashTask].
public enum HashOutcome {
    @JsonProperty("hashed")
    HASHED,
    /// It is something else than was asked for, or became so while it was read.
    @JsonProperty("changed")
    CHANGED,
    @JsonProperty("vanished")
    VANISHED,
    @JsonProperty("unreadable")
    UNREADABLE,
    /// So little of it lies on the disk that reading might bring it back from elsewhere.
    @JsonProperty("stub")
    STUB
}
