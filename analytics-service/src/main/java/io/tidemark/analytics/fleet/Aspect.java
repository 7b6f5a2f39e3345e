package io.tidemark.analytics.fleet;

import io.tidemark.platform.problem.ProblemException;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/// What servers are compared by.
public enum Aspect {
    SIZE(ServerTotals::size),
    ALLOCATED(ServerTotals::allocated),
    FILES(ServerTotals::files),
    DIRECTORIES(ServerTotals::directories),
    /// Bytes a file, 0 where there is none.
    AVERAGE_FILE_SIZE(totals -> totals.files() == 0 ? 0 : (double) totals.size() / totals.files());

    private final ToDoubleFunction<ServerTotals> value;

    Aspect(ToDoubleFunction<ServerTotals> value) {
        this.value = value;
    }

    /// Finds an aspect by its name in lower case, with dashes.
    ///
    /// @throws ProblemException 422 where there is no such aspect
    public static Aspect named(String name) {
        return Arrays.stream(values())
                .filter(a -> a.label().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.field(
                        "by",
                        "must be one of "
                                + Arrays.stream(values()).map(Aspect::label).collect(Collectors.joining(", "))
                                + ", not '" + name + "'"));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    double of(ServerTotals totals) {
        return value.applyAsDouble(totals);
    }
}
