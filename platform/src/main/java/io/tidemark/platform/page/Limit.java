package io.tidemark.platform.page;

import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// Checks the `limit` parameter of a list.
public final class Limit {
    private Limit() {}

    /// The limit asked for, or the default where none was.
    ///
    /// @throws ProblemException 422 where it is not from 1 to `max`
    public static int check(@Nullable Integer limit, int defaultLimit, int max) {
        if (limit == null) {
            return defaultLimit;
        }
        if (limit < 1 || limit > max) {
            throw ProblemException.field("limit", "must be from 1 to " + max + ", not " + limit);
        }
        return limit;
    }
}
