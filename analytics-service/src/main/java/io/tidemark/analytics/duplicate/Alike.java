package io.tidemark.analytics.duplicate;

import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.engine.Stamped;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.Figures;
import io.tidemark.analytics.search.Largest;
import io.tidemark.analytics.search.Measure;

import java.util.List;

/// Files that look alike: equal name, equal size. Empty ones and further names of an inode are left out,
/// as giving them up frees nothing.
public final class Alike implements Stamped {
    /// There is nothing to choose.
    public static final Alike ALIKE = new Alike();

    static final Condition FILES =
            new Condition.And(List.of(Largest.FILES, new Condition.Between(Measure.SIZE, 1, Long.MAX_VALUE)));

    /// What a file takes on disk; its size where nobody knows.
    static final Sql TAKEN = Sql.of("coalesce(allocated, size)");

    private Alike() {}

    @Override
    public String name() {
        return "alike";
    }

    @Override
    public Query query() {
        return Query.of(Sql.of("SELECT ")
                .plus(Figures.STAMP)
                .plus(" AS stamp, size, ")
                .plus(TAKEN)
                .plus(" AS allocated FROM all_entries WHERE ")
                .plus(FILES.sql())
                .plus(" ORDER BY stamp"));
    }
}
