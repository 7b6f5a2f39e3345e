package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Choice;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.platform.problem.ProblemException;

/// The moments in a file's life.
public enum Instants {
    MODIFIED(Sql.of("modified")),
    ACCESSED(Sql.of("accessed")),
    CHANGED(Sql.of("changed")),
    CREATED(Sql.of("created")),
    /// The last access where the volume's times can be trusted, else the last modification.
    USED(Sql.of("CASE WHEN trusted THEN greatest(accessed, modified) ELSE modified END"));

    private final Sql sql;

    Instants(Sql sql) {
        this.sql = sql;
    }

    /// Finds a moment by its name in lower case.
    ///
    /// @throws ProblemException 422 where there is no such moment
    public static Instants named(String name) {
        return Choice.of(Instants.class, "of", name);
    }

    public String label() {
        return Choice.word(this);
    }

    Sql sql() {
        return sql;
    }

    /// Microseconds since 1970.
    public Sql micros() {
        return Sql.of("epoch_us(").plus(sql).plus(")");
    }
}
