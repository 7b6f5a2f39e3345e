package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Choice;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.platform.problem.ProblemException;

/// How files are listed. What is equal then stands in the order of server, folder and name.
///
/// Every order but the last has a number for each row, its key, smallest first.
public enum Order {
    /// Largest first.
    SIZE(-1, Sql.of("size"), Sql.of("size DESC"), Sql.of("size >= ?")),
    /// Last modified first.
    NEWEST(
            -1,
            Sql.of("epoch_us(modified)"),
            Sql.of("modified DESC"),
            Sql.of("modified >= make_timestamptz(CAST(? AS BIGINT))")),
    /// Modified longest ago first.
    OLDEST(
            1,
            Sql.of("epoch_us(modified)"),
            Sql.of("modified"),
            Sql.of("modified <= make_timestamptz(CAST(? AS BIGINT))")),
    /// Used longest ago first.
    UNUSED(
            1,
            Instants.USED.micros(),
            Instants.USED.micros(),
            Instants.USED.micros().plus(" <= ?")),
    /// By server, folder and name alone.
    PATH(1, Sql.of("0"), Sql.of("0"), Sql.of("0 <= ?"));

    private final int sign;
    private final Sql number;
    private final Sql column;
    private final Sql within;

    /// @param sign -1 where the greatest number comes first
    /// @param column the order by that number, in a form that lets DuckDB skip rows by their blocks' bounds
    /// @param within that a row's number is not behind another one
    Order(int sign, Sql number, Sql column, Sql within) {
        this.sign = sign;
        this.number = number;
        this.column = column;
        this.within = within;
    }

    /// Finds an order by its name in lower case.
    ///
    /// @throws ProblemException 422 where there is no such order
    public static Order named(String name) {
        return Choice.of(Order.class, "sort", name);
    }

    public String label() {
        return Choice.word(this);
    }

    boolean hasKeys() {
        return this != PATH;
    }

    Sql key() {
        return sign < 0 ? Sql.of("-").plus(number) : number;
    }

    Sql column() {
        return column;
    }

    /// That a row's key is at most this.
    Sql within(long bound) {
        return within.with(sign * bound);
    }
}
