package io.tidemark.analytics.proof;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What of a file is hashed.
public enum Stage {
    /// The first and the last [#PIECE] bytes.
    PARTIAL,
    /// All of it.
    FULL;

    public static final long PIECE = 4096;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Stage> of(String word) {
        return Arrays.stream(values())
                .filter(stage -> stage.word().equals(word))
                .findAny();
    }
}
