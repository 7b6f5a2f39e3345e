package io.tidemark.analytics.proof;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.engine.TableQuestion;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.Measure;
import io.tidemark.analytics.search.Trait;
import io.tidemark.platform.page.Page;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// All names of all files whose size is that of another name too, largest files first, names of one inode beside each
/// other. Empty files are left out.
///
/// @param filter which files are looked at: those that do not fulfil it are no copies
public record EqualSizes(Condition filter) implements TableQuestion<Entry> {
    private static final Condition FILES = new Condition.And(List.of(
            new Condition.OneOf(Trait.TYPE, Set.of("file")), new Condition.Between(Measure.SIZE, 1, Long.MAX_VALUE)));
    private static final Sql NAMES = Sql.of("""
            SELECT server, directory, name, to_base64(raw_name) AS raw_name, size, coalesce(allocated, size) AS allocated,
              device, inode, epoch_us(changed) AS changed, links, coalesce(owner, CAST(uid AS VARCHAR)) AS owner
            FROM all_entries JOIN basis USING (filename) WHERE\s""");
    private static final Sql SIZES =
            Sql.of(" AND size IN (SELECT size FROM all_entries JOIN basis USING (filename) WHERE ");
    private static final Sql ORDER = Sql.of("""
            GROUP BY size HAVING count(*) > 1)
            ORDER BY size DESC, server, device, inode, directory, name, raw_name""");

    @Override
    public String kind() {
        return "equal-sizes";
    }

    @Override
    public Page<Entry> over(Ground ground) {
        return new Page<>(ground.ask(query(), Entry::of), null);
    }

    @Override
    public void rows(Ground ground, Consumer<? super Entry> rows) {
        ground.stream(query(), Entry::of, rows);
    }

    private Query query() {
        Sql wanted = FILES.and(filter).sql();
        return Query.of(NAMES.plus(wanted).plus(SIZES).plus(wanted).plus(" ").plus(ORDER));
    }
}
