package io.tidemark.analytics.engine;

import com.google.errorprone.annotations.CompileTimeConstant;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A question in SQL. The text is a constant of this program, which the compiler checks: nothing a caller
/// wrote can be part of it. What callers say goes into the parameters.
///
/// The text starts with SELECT and reads from the tables of [Table] alone.
public final class Query {
    private static final Pattern SELECT = Pattern.compile("\\s*SELECT\\b.*", Pattern.DOTALL);

    private final String sql;
    private final List<Object> parameters;

    private Query(String sql, List<Object> parameters) {
        this.sql = sql;
        this.parameters = parameters;
    }

    /// A question and what its question marks stand for.
    ///
    /// @param parameters in the order of the question marks; text, numbers
    /// @throws IllegalArgumentException where the text is not one SELECT
    public static Query of(@CompileTimeConstant String sql, Object... parameters) {
        if (!SELECT.matcher(sql).matches() || sql.indexOf(';') >= 0) {
            throw new IllegalArgumentException("a query is one SELECT");
        }
        return new Query(sql, List.of(parameters));
    }

    /// The same question with more parameters behind the present ones.
    public Query with(Object... more) {
        return new Query(
                sql, Stream.concat(parameters.stream(), Arrays.stream(more)).toList());
    }

    String sql() {
        return sql;
    }

    List<Object> parameters() {
        return parameters;
    }

    boolean reads(Table table) {
        return table.isNamedIn(sql);
    }
}
