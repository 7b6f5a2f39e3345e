package io.tidemark.analytics.usage;

import io.tidemark.analytics.engine.Choice;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.platform.problem.ProblemException;

/// What entries are grouped by.
public enum Dimension {
    EXTENSION(Sql.of("extension"), Sql.of("extension")),
    OWNER(Sql.of("owner, uid"), Sql.of("coalesce(owner, CAST(uid AS VARCHAR), '')")),
    SIZE(Sql.of("size"), Sql.of("""
            CASE WHEN size < ? THEN ? WHEN size < ? THEN ? WHEN size < ? THEN ? WHEN size < ? THEN ?
              WHEN size < ? THEN ? WHEN size < ? THEN ? WHEN size < ? THEN ? WHEN size < ? THEN ? ELSE ? END""", SizeClass.limitsAndLabels())),
    AGE(Sql.of("modified, started, finished"), Sql.of("""
            CASE WHEN epoch_us(modified) > finished THEN ? WHEN started - epoch_us(modified) < ? THEN ?
              WHEN started - epoch_us(modified) < ? THEN ? WHEN started - epoch_us(modified) < ? THEN ?
              WHEN started - epoch_us(modified) < ? THEN ? WHEN started - epoch_us(modified) < ? THEN ?
              WHEN started - epoch_us(modified) < ? THEN ? ELSE ? END""", AgeBand.limitsAndLabels())),
    TYPE(Sql.of("type"), Sql.of("type"));

    private final Sql columns;
    private final Sql key;

    /// @param columns what the key is made of
    Dimension(Sql columns, Sql key) {
        this.columns = columns;
        this.key = key;
    }

    /// Finds a dimension by its name in lower case.
    ///
    /// @throws ProblemException 422 where there is no such dimension
    public static Dimension named(String name) {
        return Choice.of(Dimension.class, "by", name);
    }

    public String label() {
        return Choice.word(this);
    }

    /// What entries of one group have in common, in SQL over the columns of an entry and of its snapshot.
    public Sql key() {
        return key;
    }

    /// The columns that the key is made of.
    public Sql columns() {
        return columns;
    }

    /// Whether [Combinations] tell it.
    boolean isCombined() {
        return switch (this) {
            case EXTENSION, OWNER, TYPE -> true;
            case SIZE, AGE -> false;
        };
    }
}
