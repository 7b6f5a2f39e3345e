package io.tidemark.analytics.engine;

import com.google.errorprone.annotations.CompileTimeConstant;

import java.util.List;
import java.util.regex.Pattern;

/// A question in SQL. It starts with SELECT and reads from the tables of [Table] alone.
public final class Query {
    private static final Pattern SELECT = Pattern.compile("\\s*SELECT\\b.*", Pattern.DOTALL);

    private final Sql sql;

    private Query(Sql sql) {
        this.sql = sql;
    }

    /// @throws IllegalArgumentException where it is not one SELECT
    public static Query of(Sql sql) {
        if (!SELECT.matcher(sql.text()).matches() || sql.text().indexOf(';') >= 0) {
            throw new IllegalArgumentException("a query is one SELECT");
        }
        return new Query(sql);
    }

    /// A question and what its question marks stand for.
    ///
    /// @param parameters in the order of the question marks; texts, numbers, lists of texts
    /// @throws IllegalArgumentException where the text is not one SELECT
    public static Query of(@CompileTimeConstant String sql, Object... parameters) {
        return of(Sql.of(sql, parameters));
    }

    /// The same question with more parameters behind the present ones.
    public Query with(Object... more) {
        return new Query(sql.with(more));
    }

    String sql() {
        return sql.text();
    }

    List<Object> parameters() {
        return sql.parameters();
    }

    boolean reads(Table table) {
        return table.isNamedIn(sql.text());
    }
}
