package io.tidemark.analytics.usage;

import io.tidemark.analytics.engine.Sql;
import io.tidemark.platform.problem.ProblemException;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// What entries are grouped by.
public enum Dimension {
    EXTENSION(Sql.of("extension")),
    OWNER(Sql.of("coalesce(owner, CAST(uid AS VARCHAR), '')")),
    SIZE(Sql.of("""
            CASE WHEN size < ? THEN ? WHEN size < ? THEN ? WHEN size < ? THEN ? WHEN size < ? THEN ?
              WHEN size < ? THEN ? WHEN size < ? THEN ? WHEN size < ? THEN ? WHEN size < ? THEN ? ELSE ? END""", SizeClass.limitsAndLabels())),
    AGE(Sql.of("""
            CASE WHEN epoch_us(modified) > finished THEN ? WHEN started - epoch_us(modified) < ? THEN ?
              WHEN started - epoch_us(modified) < ? THEN ? WHEN started - epoch_us(modified) < ? THEN ?
              WHEN started - epoch_us(modified) < ? THEN ? WHEN started - epoch_us(modified) < ? THEN ?
              WHEN started - epoch_us(modified) < ? THEN ? ELSE ? END""", AgeBand.limitsAndLabels())),
    TYPE(Sql.of("type"));

    private final Sql key;

    Dimension(Sql key) {
        this.key = key;
    }

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

    /// What entries of one group have in common, in SQL over the columns of an entry and of its snapshot.
    public Sql key() {
        return key;
    }

    /// Whether [Combinations] tell it.
    boolean isCombined() {
        return switch (this) {
            case EXTENSION, OWNER, TYPE -> true;
            case SIZE, AGE -> false;
        };
    }

    private static String names() {
        return Arrays.stream(values()).map(Dimension::label).collect(Collectors.joining(", "));
    }
}
