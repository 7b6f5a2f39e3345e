package io.tidemark.analytics.engine;

import java.util.regex.Pattern;

/// A column of a table that this program makes.
public record Column(String name, Type type) {
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_]{0,62}");

    /// What its values are.
    public enum Type {
        TEXT("VARCHAR"),
        NUMBER("BIGINT"),
        DECIMAL("DOUBLE"),
        MONEY("DECIMAL(38, 6)"),
        FLAG("BOOLEAN"),
        MOMENT("TIMESTAMPTZ");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }
    }

    public Column {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a column is not named '" + name + "'");
        }
    }

    /// As in a table's definition. The pattern above leaves no way out of the quotes.
    String definition() {
        return "\"" + name + "\": '" + type.sql + "'";
    }
}
