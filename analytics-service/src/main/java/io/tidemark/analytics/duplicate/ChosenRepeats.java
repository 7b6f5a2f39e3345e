package io.tidemark.analytics.duplicate;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Repeat;
import io.tidemark.analytics.engine.Row;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.Figures;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Stamps that several of the files have which fulfil a condition, where [Figures] tell whether one does. Where they
/// stand is asked of those on the page alone: to keep the servers of each stamp takes most of the memory.
record ChosenRepeats(Condition filter) {
    private static final Sql STAMPS = Sql.of("""
            SELECT * FROM (SELECT stamp, any_value(size) AS size, count(*) AS copies,
              CAST(sum(taken) - max(taken) AS BIGINT) AS spare
            FROM (SELECT stamp, size,\s""").plus(Alike.TAKEN).plus(" AS taken FROM ");
    private static final Sql PLACES = Sql.of("""
            SELECT stamp, count(DISTINCT server) AS servers, min(snapshot) AS snapshot
            FROM figures JOIN basis USING (filename) WHERE\s""");

    private record Found(long stamp, long size, long copies, long spare) {
        static Found of(Row row) {
            return new Found(row.number("stamp"), row.number("size"), row.number("copies"), row.number("spare"));
        }
    }

    private record Standing(long stamp, long servers, UUID first) {
        static Standing of(Row row) {
            return new Standing(row.number("stamp"), row.number("servers"), UUID.fromString(row.text("snapshot")));
        }
    }

    boolean areTold() {
        return Figures.tell(filter.sql());
    }

    /// @param after where the page before ended; null for the first
    List<Repeat> of(Ground ground, Repeat.@Nullable Place after, int limit) {
        List<Found> found = ground.ask(stamps(after, limit), Found::of);
        if (found.isEmpty()) {
            return List.of();
        }
        Map<Long, Standing> standing = ground.ask(places(found), Standing::of).stream()
                .collect(Collectors.toMap(Standing::stamp, Function.identity()));
        Map<UUID, HeldSnapshot> snapshots = new HashMap<>();
        ground.snapshots().forEach(held -> snapshots.put(held.snapshot().id(), held));
        return found.stream()
                .map(one -> repeat(one, there(standing, one.stamp), snapshots))
                .toList();
    }

    private static Repeat repeat(Found found, Standing standing, Map<UUID, HeldSnapshot> snapshots) {
        HeldSnapshot first = there(snapshots, standing.first);
        return new Repeat(found.stamp, found.copies, standing.servers, found.spare, found.size, first);
    }

    private static <K, V> V there(Map<K, V> all, K key) {
        return Objects.requireNonNull(all.get(key), "both queries read the same files");
    }

    private Query stamps(Repeat.@Nullable Place after, int limit) {
        Sql where = files();
        Sql all = STAMPS.plus(Figures.from(where))
                .plus(" WHERE ")
                .plus(where)
                .plus(") GROUP BY stamp HAVING count(*) > 1)");
        return Query.of(Candidates.behind(after, all).plus(" ORDER BY spare DESC, stamp LIMIT ?", limit));
    }

    /// Sizes are compared first: most of the figures are not read then.
    private Query places(List<Found> found) {
        return Query.of(PLACES.plus(files())
                .plus(" AND size IN (")
                .plus(Candidates.numbers(found, Found::size))
                .plus(") AND stamp IN (")
                .plus(Candidates.numbers(found, Found::stamp))
                .plus(") GROUP BY stamp"));
    }

    private Sql files() {
        return Alike.FILES.and(filter).sql();
    }
}
