package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.Choice;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.engine.TableQuestion;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// Folders of all servers that stand out.
///
/// @param least of what they are listed by: entries, bytes
/// @param below only the folder and those below it; null for all
/// @param limit how many at most
/// @param cursor of the page before; null for the first page
public record FolderList(
        Kind standing,
        long least,
        @Nullable FolderPath below,
        int limit,
        @Nullable String cursor) implements TableQuestion<FolderRow> {
    private static final Sql COLUMNS = Sql.of("""
            SELECT server, path, files + directories AS entries, total_size, total_allocated, total_files, total_directories,
              coalesce(owner, CAST(uid AS VARCHAR)) AS owner, epoch_us(modified) AS modified, error,\s""");
    private static final Sql FROM = Sql.of(" AS key FROM all_directories JOIN basis USING (filename) WHERE ");

    /// What makes a folder stand out.
    public enum Kind {
        /// Many names directly in it.
        MOST_ENTRIES(Sql.of("files + directories"), Sql.of("true")),
        /// Many bytes below it.
        LARGEST(Sql.of("total_size"), Sql.of("true")),
        /// Nothing in it, though it could be read.
        EMPTY(Sql.of("0"), Sql.of("files + directories = 0 AND error IS NULL")),
        /// It could not be read, or not wholly; what the scan left out on purpose is not meant.
        UNREADABLE(Sql.of("0"), Sql.of("error NOT IN ('mount-point', 'excluded')"));

        private final Sql measure;
        private final Sql condition;

        Kind(Sql measure, Sql condition) {
            this.measure = measure;
            this.condition = condition;
        }

        /// Finds a kind by its name in lower case, with dashes.
        ///
        /// @throws ProblemException 422 where there is no such kind
        public static Kind named(String name) {
            return Choice.of(Kind.class, "by", name);
        }

        /// Whether some stand out more than others.
        boolean ranks() {
            return this == MOST_ENTRIES || this == LARGEST;
        }

        String label() {
            return Choice.word(this);
        }
    }

    /// @throws ProblemException 422 where the least is below zero
    public FolderList {
        if (least < 0) {
            throw ProblemException.field("least", "must not be negative");
        }
    }

    @Override
    public String kind() {
        return "folders-" + standing.label();
    }

    @Override
    public Page<FolderRow> over(Ground ground) {
        return Page.of(ground.ask(query(ground, limit + 1), FolderRow::of), limit, this::cursorOf);
    }

    @Override
    public void rows(Ground ground, Consumer<? super FolderRow> rows) {
        ground.stream(query(ground, limit), FolderRow::of, rows);
    }

    private Query query(Ground ground, int wanted) {
        List<String> after = cursor == null ? List.of() : Cursor.decode(cursor, 3);
        Sql where = where(standing.ranks() ? bound(ground, after, wanted) : least);
        if (!after.isEmpty()) {
            where = where.plus(" AND (-(")
                    .plus(standing.measure)
                    .plus("), server, path) > (?, ?, ?)", number(after.get(0)), after.get(1), after.get(2));
        }
        return Query.of(COLUMNS.plus("-(")
                .plus(standing.measure)
                .plus(")")
                .plus(FROM)
                .plus(where)
                .plus(" ORDER BY key, server, path LIMIT ?", wanted));
    }

    /// What the last folder that can be on the page has at least: reading numbers alone is much cheaper than paths,
    /// which are then only read of the folders that count.
    private long bound(Ground ground, List<String> after, int wanted) {
        Sql ahead = after.isEmpty()
                ? Sql.NOTHING
                : Sql.of(" AND ").plus(standing.measure).plus(" < ?", -number(after.get(0)));
        Query measures = Query.of(Sql.of("SELECT min(measure) AS bound, count(*) AS n FROM (SELECT ")
                .plus(standing.measure)
                .plus(" AS measure FROM all_directories WHERE ")
                .plus(where(least))
                .plus(ahead)
                .plus(" ORDER BY measure DESC LIMIT ?)", wanted));
        return ground.ask(measures, row -> row.number("n") < wanted ? least : row.number("bound")).stream()
                .findFirst()
                .orElse(least);
    }

    private Sql where(long atLeast) {
        Sql where = standing.condition.plus(" AND ").plus(standing.measure).plus(" >= ?", atLeast);
        return below == null
                ? where
                : where.plus(
                        " AND (path = ? OR (path >= ? AND path < ?))", below.text(), below.below(), below.behind());
    }

    private String cursorOf(FolderRow last) {
        long key = switch (standing) {
            case MOST_ENTRIES -> -last.entries();
            case LARGEST -> -last.sizeBytes();
            case EMPTY, UNREADABLE -> 0;
        };
        return Cursor.encode(Long.toString(key), last.server(), last.path());
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemCode.MALFORMED, "cursor: not one this list gave out", e);
        }
    }
}
