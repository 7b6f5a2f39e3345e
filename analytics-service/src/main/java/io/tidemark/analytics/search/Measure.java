package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Sql;

/// What can be counted of a file.
public enum Measure {
    SIZE(Sql.of("size")),
    ALLOCATED(Sql.of("allocated")),
    LINKS(Sql.of("links")),
    UID(Sql.of("uid")),
    GID(Sql.of("gid"));

    private final Sql sql;

    Measure(Sql sql) {
        this.sql = sql;
    }

    Sql sql() {
        return sql;
    }
}
