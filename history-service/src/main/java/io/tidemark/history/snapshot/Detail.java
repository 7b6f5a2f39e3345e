package io.tidemark.history.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Locale;

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

    /// The word in JSON, file names and the database.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Detail ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /// Whether the tables of this kind are part of it.
    public boolean has(PartKind kind) {
        return switch (this) {
            case FULL -> true;
            case DIRECTORIES -> kind == PartKind.DIRECTORIES;
            case TOTALS, GONE -> false;
        };
    }

    public boolean isLessThan(Detail other) {
        return compareTo(other) > 0;
    }
}
