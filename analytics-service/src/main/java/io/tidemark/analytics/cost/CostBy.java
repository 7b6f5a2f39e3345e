package io.tidemark.analytics.cost;

import io.tidemark.analytics.usage.Dimension;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

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
        return Arrays.stream(values())
                .filter(by -> by.label().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.field(
                        "by",
                        "must be one of "
                                + Arrays.stream(values()).map(CostBy::label).collect(Collectors.joining(", "))
                                + ", not '" + name + "'"));
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
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
