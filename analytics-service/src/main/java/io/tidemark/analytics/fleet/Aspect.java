package io.tidemark.analytics.fleet;

import io.tidemark.analytics.engine.Choice;
import io.tidemark.platform.problem.ProblemException;

import java.util.function.ToDoubleFunction;

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
        return Choice.of(Aspect.class, "by", name);
    }

    public String label() {
        return Choice.word(this);
    }

    double of(ServerTotals totals) {
        return value.applyAsDouble(totals);
    }
}
