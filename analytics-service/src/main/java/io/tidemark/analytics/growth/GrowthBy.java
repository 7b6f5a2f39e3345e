package io.tidemark.analytics.growth;

import io.tidemark.analytics.engine.Choice;
import io.tidemark.analytics.usage.Dimension;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// What growth is told by.
public enum GrowthBy {
    /// The folders directly in one, and what stands directly in it.
    FOLDER(null),
    OWNER(Dimension.OWNER),
    EXTENSION(Dimension.EXTENSION),
    TYPE(Dimension.TYPE),
    SERVER(null),
    /// The nearest group of each server; `` where it is in none.
    GROUP(null);

    private final @Nullable Dimension dimension;

    GrowthBy(@Nullable Dimension dimension) {
        this.dimension = dimension;
    }

    /// Finds one by its name in lower case.
    ///
    /// @throws ProblemException 422 where there is no such
    public static GrowthBy named(String name) {
        return Choice.of(GrowthBy.class, "by", name);
    }

    public String label() {
        return Choice.word(this);
    }

    /// What entries of one part have in common; where they have nothing of their own in common, any will do.
    Dimension dimension() {
        return dimension == null ? Dimension.TYPE : dimension;
    }

    /// Whether a part is made of whole servers.
    boolean isOfServers() {
        return this == SERVER || this == GROUP;
    }
}
