package io.tidemark.history.retention;

import com.fasterxml.jackson.annotation.JsonProperty;

/// How much of a snapshot is kept, the most first.
public enum Detail {
    /// Entries, directories and totals.
    @JsonProperty("full")
    FULL,
    /// Directories and totals.
    @JsonProperty("directories")
    DIRECTORIES,
    /// What its manifest says.
    @JsonProperty("totals")
    TOTALS,
    /// Nothing.
    @JsonProperty("gone")
    GONE;

    public boolean isLessThan(Detail other) {
        return compareTo(other) > 0;
    }
}
