package io.tidemark.history.delta;

import com.fasterxml.jackson.annotation.JsonProperty;

import java.util.Arrays;
import java.util.Optional;

/// What happened to one entry. An entry is the same as long as device, inode and birth time are.
public enum ChangeKind {
    /// A name of an entry that was not there.
    @JsonProperty("created")
    CREATED,
    @JsonProperty("deleted")
    DELETED,
    /// The same entry at the same path is larger.
    @JsonProperty("grown")
    GROWN,
    @JsonProperty("shrunk")
    SHRUNK,
    /// The same entry is at another path.
    @JsonProperty("moved")
    MOVED,
    /// Another entry is at the path.
    @JsonProperty("replaced")
    REPLACED,
    /// The same entry of the same size at the same path was written to, or its owner or mode changed.
    @JsonProperty("touched")
    TOUCHED,
    /// It was there, and the newer scan could not look into its folder: nobody knows.
    @JsonProperty("hidden")
    HIDDEN,
    /// It is there, and the older scan could not look into its folder: nobody knows since when.
    @JsonProperty("revealed")
    REVEALED;

    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    public static Optional<ChangeKind> ifValid(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
