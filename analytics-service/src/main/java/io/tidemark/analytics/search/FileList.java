package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Row;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.engine.TableQuestion;
import io.tidemark.platform.page.Page;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// The files, and folders where they are wanted, that fulfil a condition.
///
/// @param kind what they are listed for, one of a few words
/// @param folders whether folders are listed too; the root of a scan never is
/// @param limit how many at most
/// @param cursor of the page before; null for the first page
public record FileList(
        String kind,
        Condition where,
        boolean folders,
        Order order,
        int limit,
        @Nullable String cursor) implements TableQuestion<FileRow> {
    private static final int MOST_AT_ONCE = 64;
    private static final Sql COLUMNS = Sql.of("""
            SELECT server, directory, name, to_base64(raw_name) AS raw_name, coalesce(to_base64(raw_name), '') AS raw, type,
              size, allocated, coalesce(owner, CAST(uid AS VARCHAR)) AS owner,
              coalesce(group_name, CAST(gid AS VARCHAR)) AS group_name, mode, links, counted,
              epoch_us(modified) AS modified, epoch_us(accessed) AS accessed,\s""");
    private static final Sql FILES = Sql.of("""
            FROM (SELECT filename, directory, name, raw_name, extension, type, size, allocated, owner, uid, group_name, gid,
              mode, links, counted, modified, accessed, changed, created FROM\s""");
    private static final Sql ENTRIES = FILES.plus("all_entries");
    private static final Sql LARGEST = FILES.plus("largest_files");
    private static final Sql HAVING = Sql.of("SELECT DISTINCT snapshot FROM names JOIN basis USING (filename) WHERE ");
    private static final Sql FOLDERS = Sql.of("""
            UNION ALL SELECT filename, parent AS directory,
              CASE WHEN parent = '/' THEN substr(path, 2) ELSE substr(path, length(parent) + 2) END AS name,
              NULL AS raw_name, '' AS extension, 'directory' AS type, total_size AS size, total_allocated AS allocated,
              owner, uid, group_name, gid, mode, NULL AS links, true AS counted, modified, NULL AS accessed,
              NULL AS changed, NULL AS created FROM all_directories WHERE parent IS NOT NULL""");
    private static final Sql JOINED = Sql.of(") JOIN basis USING (filename) WHERE ");
    private static final Sql ALONE = Sql.of(") WHERE ");

    @Override
    public Page<FileRow> over(Ground ground) {
        Place after = cursor == null ? null : Place.of(cursor);
        return order == Order.SIZE && !folders ? page(largest(ground, after)) : page(portions(ground, after));
    }

    @Override
    public void rows(Ground ground, Consumer<? super FileRow> rows) {
        Ground part = withNames(ground);
        Place after = cursor == null ? null : Place.of(cursor);
        part.stream(query(part, source(), after, limit), FileRow::of, rows);
    }

    /// From the summary, where what it lacks is smaller than the last one on the page; else from all entries.
    private List<Found> largest(Ground ground, @Nullable Place after) {
        long least = ground.find(Least.LEAST, "", row -> row.number("least")).stream()
                .max(Comparator.naturalOrder())
                .orElse(-1L);
        List<Found> found = ground.ask(query(ground, LARGEST, after, limit + 1), Found::of);
        boolean complete =
                least < 0 || (found.size() > limit && found.getLast().row.sizeBytes() > least);
        return complete ? found : all(withNames(ground), after, limit + 1);
    }

    private List<Found> portions(Ground ground, @Nullable Place after) {
        List<Found> found = new ArrayList<>();
        List<List<HeldSnapshot>> portions = split(ground, after);
        for (List<HeldSnapshot> some : portions) {
            if (found.size() <= limit) {
                Ground part = ground.only(some);
                boolean fills = some == portions.getFirst();
                found.addAll(all(fills ? part : withNames(part), after, limit + 1 - found.size()));
            }
        }
        return found;
    }

    private List<Found> all(Ground ground, @Nullable Place after, int wanted) {
        return ground.ask(query(ground, source(), after, wanted), Found::of);
    }

    private Page<FileRow> page(List<Found> found) {
        String next = found.size() > limit ? found.get(limit - 1).place.cursor() : null;
        return new Page<>(found.stream().limit(limit).map(Found::row).toList(), next);
    }

    /// Only snapshots in which any name can be one that is wanted.
    private Ground withNames(Ground ground) {
        Sql names = where.ofNames();
        if (names.isEmpty()) {
            return ground;
        }
        Set<String> having = Set.copyOf(ground.ask(Query.of(HAVING.plus(names)), row -> row.text("snapshot")));
        return ground.where(snapshot -> having.contains(snapshot.id().toString()));
    }

    private record Found(FileRow row, Place place) {
        static Found of(Row row) {
            return new Found(FileRow.of(row), Place.of(row));
        }
    }

    /// In the order of paths snapshots can be read one after the other, ever more at once, so that a page
    /// that is full early leaves the rest unread.
    private List<List<HeldSnapshot>> split(Ground ground, @Nullable Place after) {
        if (order.hasKeys()) {
            return List.of(ground.snapshots());
        }
        List<HeldSnapshot> ahead = ground.snapshots().stream()
                .filter(held -> after == null || held.snapshot().server().compareTo(after.server()) >= 0)
                .toList();
        List<List<HeldSnapshot>> portions = new ArrayList<>();
        int size = 1;
        for (int from = 0; from < ahead.size(); ) {
            int to = wholeServers(ahead, Math.min(from + size, ahead.size()));
            portions.add(ahead.subList(from, to));
            from = to;
            size = Math.min(MOST_AT_ONCE, size * 4);
        }
        return portions;
    }

    /// The roots of one server belong together: their rows mix in the order of paths.
    private static int wholeServers(List<HeldSnapshot> snapshots, int end) {
        int to = end;
        while (to < snapshots.size() && server(snapshots, to).equals(server(snapshots, to - 1))) {
            to++;
        }
        return to;
    }

    private static String server(List<HeldSnapshot> snapshots, int at) {
        return snapshots.get(at).snapshot().server();
    }

    /// @param from a table of entries, open at its end
    private Query query(Ground ground, Sql from, @Nullable Place after, int wanted) {
        Sql wanting = where.sql();
        if (order.hasKeys()) {
            wanting = wanting.plus(" AND ").plus(order.within(bound(ground, from, after, wanted)));
        }
        if (after != null) {
            wanting = wanting.plus(" AND (")
                    .plus(order.key())
                    .plus(", server, directory, name, coalesce(to_base64(raw_name), ''))")
                    .plus(
                            " > (?, ?, ?, ?, ?)",
                            after.key(),
                            after.server(),
                            after.directory(),
                            after.name(),
                            after.rawName());
        }
        return Query.of(COLUMNS.plus(order.key())
                .plus(" AS key ")
                .plus(from)
                .plus(JOINED)
                .plus(wanting)
                .plus(" ORDER BY key, server, directory, name, raw LIMIT ?", wanted));
    }

    /// The key of the last row that can be on the page: reading numbers alone is much cheaper than names,
    /// which are then only read of the rows that count.
    private long bound(Ground ground, Sql from, @Nullable Place after, int wanted) {
        Sql ahead =
                after == null ? Sql.NOTHING : Sql.of(" AND ").plus(order.key()).plus(" > ?", after.key());
        Query keys = Query.of(Sql.of("SELECT max(key) AS bound FROM (SELECT ")
                .plus(order.key())
                .plus(" AS key ")
                .plus(from == ENTRIES ? figures() : from)
                .plus(isAboutEntriesAlone() ? ALONE : JOINED)
                .plus(where.sql())
                .plus(ahead)
                .plus(" ORDER BY ")
                .plus(order.column())
                .plus(" LIMIT ?)", wanted));
        long least = after == null ? 0 : after.key();
        return ground.ask(keys, row -> row.isNull("bound") ? least : row.number("bound")).stream()
                .findFirst()
                .orElse(least);
    }

    private Sql figures() {
        return Sql.of("FROM (SELECT * FROM ").plus(Figures.table(where.sql(), order.column(), order.key()));
    }

    private boolean isAboutEntriesAlone() {
        return where.isOfEntriesAlone() && !order.column().mentions("trusted");
    }

    private Sql source() {
        return folders ? ENTRIES.plus(" ").plus(FOLDERS) : ENTRIES;
    }
}
