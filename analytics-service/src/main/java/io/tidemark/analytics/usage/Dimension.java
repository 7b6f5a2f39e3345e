package io.tidemark.analytics.usage;

import io.tidemark.platform.problem.ProblemException;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What entries are grouped by.
public enum Dimension {
    EXTENSION,
    OWNER,
    SIZE,
    AGE,
    TYPE;

    /// Finds a dimension by its name in lower case.
    ///
    /// @throws ProblemException 422 where there is no such dimension
    public static Dimension named(String name) {
        return Arrays.stream(values())
                .filter(d -> d.label().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.field("by", "must be one of " + names() + ", not '" + name + "'"));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String names() {
        return Arrays.stream(values()).map(Dimension::label).collect(Collectors.joining(", "));
    }
}
