package io.tidemark.analytics.source;

import java.util.Locale;

/// What the rows of a part are.
public enum PartKind {
    ENTRIES,
    DIRECTORIES;

    /// @throws IllegalArgumentException where no kind has this name, which is lower case
    static PartKind named(String name) {
        for (PartKind kind : values()) {
            if (kind.label().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("a part is of entries or of directories, not of '" + name + "'");
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
