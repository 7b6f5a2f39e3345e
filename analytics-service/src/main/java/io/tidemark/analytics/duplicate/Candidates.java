package io.tidemark.analytics.duplicate;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Repeat;
import io.tidemark.analytics.engine.Row;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.engine.TableQuestion;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.Figures;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/// Groups of files that look alike, those first of which most bytes can be had back; of equal ones in an
/// order that never changes. Over all files they are counted by the snapshots' stamps, under a condition by a query:
/// over the stamps again where names have no part in it.
///
/// @param filter which files are looked at: those that do not fulfil it are no copies
/// @param limit how many groups at most
/// @param cursor of the page before; null for the first page
public record Candidates(
        Condition filter, int limit, @Nullable String cursor) implements TableQuestion<Candidate> {
    private static final Sql GROUPS = Sql.of("SELECT * FROM (SELECT name, size, ")
            .plus(Figures.STAMP)
            .plus("""
                     AS stamp, count(*) AS copies, count(DISTINCT server) AS servers,
                      CAST(sum(taken) - max(taken) AS BIGINT) AS spare
                    FROM (SELECT name, size, server,\s""")
            .plus(Alike.TAKEN)
            .plus(" AS taken FROM all_entries JOIN basis USING (filename) WHERE ");
    private static final Sql NAMES = Sql.of("SELECT stamp, min(name) AS name FROM (SELECT name, ")
            .plus(Figures.STAMP)
            .plus(" AS stamp FROM all_entries WHERE ");

    @Override
    public String kind() {
        return "duplicates";
    }

    @Override
    public Page<Candidate> over(Ground ground) {
        ChosenRepeats chosen = new ChosenRepeats(filter);
        if (filter.equals(Condition.everything())) {
            return named(ground, ground.repeats(Alike.ALIKE, place(), limit + 1));
        }
        return chosen.areTold() ? named(ground, chosen.of(ground, place(), limit + 1)) : queried(ground);
    }

    @Override
    public void rows(Ground ground, Consumer<? super Candidate> rows) {
        ground.stream(query(limit), Candidate::of, rows);
    }

    private Page<Candidate> named(Ground ground, List<Repeat> repeats) {
        Page<Repeat> page = Page.of(repeats, limit, repeat -> cursor(repeat.place()));
        Map<Long, String> names = names(ground, page.items());
        return page.map(repeat -> new Candidate(
                names.getOrDefault(repeat.stamp(), ""),
                repeat.sizeBytes(),
                repeat.copies(),
                repeat.servers(),
                repeat.spareBytes()));
    }

    private static Map<Long, String> names(Ground ground, List<Repeat> repeats) {
        Map<HeldSnapshot, List<Repeat>> bySnapshot =
                repeats.stream().collect(Collectors.groupingBy(Repeat::in, LinkedHashMap::new, Collectors.toList()));
        Map<Long, String> names = new HashMap<>();
        bySnapshot.forEach((held, some) ->
                ground.only(List.of(held)).ask(names(some), row -> names.put(row.number("stamp"), row.text("name"))));
        return names;
    }

    /// Sizes are compared first: that is much cheaper than reading names.
    private static Query names(List<Repeat> some) {
        return Query.of(NAMES.plus(Alike.FILES.sql())
                .plus(" AND size IN (")
                .plus(numbers(some, Repeat::sizeBytes))
                .plus(")) WHERE stamp IN (")
                .plus(numbers(some, Repeat::stamp))
                .plus(") GROUP BY stamp"));
    }

    /// Each once, for an IN.
    static <T> Sql numbers(List<T> some, ToLongFunction<T> number) {
        return Sql.join(
                ", ",
                some.stream()
                        .mapToLong(number)
                        .distinct()
                        .mapToObj(value -> Sql.of("?", value))
                        .toList());
    }

    private record Found(Candidate candidate, Repeat.Place place) {
        static Found of(Row row) {
            return new Found(Candidate.of(row), new Repeat.Place(row.number("spare"), row.number("stamp")));
        }
    }

    private Page<Candidate> queried(Ground ground) {
        return Page.of(ground.ask(query(limit + 1), Found::of), limit, found -> cursor(found.place))
                .map(Found::candidate);
    }

    private Query query(int wanted) {
        Sql groups = GROUPS.plus(Alike.FILES.and(filter).sql()).plus(") GROUP BY name, size HAVING count(*) > 1)");
        return Query.of(behind(place(), groups).plus(" ORDER BY spare DESC, stamp LIMIT ?", wanted));
    }

    /// Those of a SELECT with `spare` and `stamp` that come after a place.
    static Sql behind(Repeat.@Nullable Place after, Sql groups) {
        return after == null
                ? groups
                : groups.plus(
                        " WHERE spare < ? OR (spare = ? AND stamp > ?)",
                        after.spareBytes(),
                        after.spareBytes(),
                        after.stamp());
    }

    private static String cursor(Repeat.Place place) {
        return Cursor.encode(Long.toString(place.spareBytes()), Long.toString(place.stamp()));
    }

    private Repeat.@Nullable Place place() {
        if (cursor == null) {
            return null;
        }
        List<String> parts = Cursor.decode(cursor, 2);
        try {
            return new Repeat.Place(Long.parseLong(parts.get(0)), Long.parseLong(parts.get(1)));
        } catch (NumberFormatException e) {
            throw new ProblemException(ProblemCode.MALFORMED, "cursor: not one this list gave out", e);
        }
    }
}
