package io.tidemark.analytics.cost;

import io.tidemark.analytics.engine.Choice;
import io.tidemark.analytics.usage.Dimension;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/// Who or what is charged.
public enum CostBy {
    SERVER(null),
    /// The nearest group of each server; `` where it is in none.
    GROUP(null),
    /// What a tag of each server says; `` where it does not have it.
    TAG(null),
    /// Where each server's files are.
    TIER(null),
    OWNER(Dimension.OWNER),
    /// The folders directly in one, and what stands directly in it.
    FOLDER(null),
    EXTENSION(Dimension.EXTENSION);

    private final @Nullable Dimension dimension;

    CostBy(@Nullable Dimension dimension) {
        this.dimension = dimension;
    }

    /// Finds one by its name in lower case.
    ///
    /// @throws ProblemException 422 where there is no such
    public static CostBy named(String name) {
        return Choice.of(CostBy.class, "by", name);
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
        return dimension == null && this != FOLDER;
    }
}
