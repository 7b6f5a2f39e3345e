package io.tidemark.analytics.consumer;

import io.tidemark.platform.problem.ProblemException;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// Whose data is looked at.
public enum ConsumerBy {
    /// The folders directly in one.
    FOLDER,
    OWNER;

    /// Finds one by its name in lower case.
    ///
    /// @throws ProblemException 422 where there is no such
    public static ConsumerBy named(String name) {
        return Arrays.stream(values())
                .filter(by -> by.label().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.field(
                        "by",
                        "must be one of "
                                + Arrays.stream(values()).map(ConsumerBy::label).collect(Collectors.joining(", "))
                                + ", not '" + name + "'"));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
