package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Sql;

/// What a file is said to be in words.
public enum Trait {
    /// The name, or the number where nobody has it.
    OWNER(Sql.of("coalesce(owner, CAST(uid AS VARCHAR))")),
    /// The name, or the number where nobody has it.
    GROUP(Sql.of("coalesce(group_name, CAST(gid AS VARCHAR))")),
    TYPE(Sql.of("type")),
    EXTENSION(Sql.of("extension"));

    private final Sql sql;

    Trait(Sql sql) {
        this.sql = sql;
    }

    Sql sql() {
        return sql;
    }
}
