package io.tidemark.alert.rule;

import java.util.Arrays;
import java.util.Locale;

/// How soon somebody must look.
public enum Severity {
    WARNING,
    CRITICAL;

    /// The severity of that word in the API.
    ///
    /// @throws IllegalArgumentException when there is none
    public static Severity of(String word) {
        return Arrays.stream(values())
                .filter(severity -> severity.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of warning, critical"));
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
