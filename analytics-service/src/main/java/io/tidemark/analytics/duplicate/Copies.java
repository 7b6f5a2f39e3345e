package io.tidemark.analytics.duplicate;

import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.FileList;
import io.tidemark.analytics.search.Measure;
import io.tidemark.analytics.search.Order;
import io.tidemark.analytics.search.Trait;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// The files of one [Candidate].
public final class Copies {
    private Copies() {}

    /// By server and path.
    ///
    /// @throws ProblemException 422 where the name is empty or the size no file's
    public static FileList of(String name, long sizeBytes, Condition filter, int limit, @Nullable String cursor) {
        if (name.isEmpty()) {
            throw ProblemException.field("exactName", "must be the name of a candidate");
        }
        if (sizeBytes < 1 || sizeBytes == Long.MAX_VALUE) {
            throw ProblemException.field("exactBytes", "must be the size of a candidate, not " + sizeBytes);
        }
        Condition alike = new Condition.And(List.of(
                Alike.FILES,
                new Condition.OneOf(Trait.NAME, Set.of(name)),
                new Condition.Between(Measure.SIZE, sizeBytes, sizeBytes + 1)));
        return new FileList("copies", alike.and(filter), false, Order.PATH, limit, cursor);
    }
}
