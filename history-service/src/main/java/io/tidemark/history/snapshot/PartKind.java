package io.tidemark.history.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The two tables of a snapshot.
public enum PartKind {
    @JsonProperty("entries")
    ENTRIES,
    @JsonProperty("directories")
    DIRECTORIES;

    /// The word in file names, JSON and the database.
    public String word() {
        return switch (this) {
            case ENTRIES -> "entries";
            case DIRECTORIES -> "directories";
        };
    }

    public static PartKind ofWord(String word) {
        for (PartKind kind : values()) {
            if (kind.word().equals(word)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("a part is of kind entries or directories");
    }
}
