package io.tidemark.analytics.growth;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.PeriodQuestion;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Sql;
import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.usage.Slices;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/// What was used between two moments, in parts: for each root the newest snapshot by the first moment is compared with
/// the newest by the second. As each part is the difference of two sums, the parts add up to the whole.
///
/// @param from the first moment
/// @param groupOf the part that each server belongs to, where that is asked for
/// @param below the folder whose children are compared, where that is asked for; null for those of each root
/// @param filter which entries are looked at, where parts are not folders
/// @param falling whether what shrank most is listed first
/// @param limit how many parts at most
public record Growth(
        GrowthBy by,
        Instant from,
        Map<String, String> groupOf,
        @Nullable FolderPath below,
        Condition filter,
        boolean falling,
        int limit)
        implements PeriodQuestion<GrowthShares> {
    private static final Sql HEAD = Sql.of("""
            SELECT *, count(*) OVER () AS parts, CAST(sum("before") OVER () AS BIGINT) AS all_before,
              CAST(sum("after") OVER () AS BIGINT) AS all_after, CAST(sum(allocated) OVER () AS BIGINT) AS all_allocated,
              CAST(sum(entries) OVER () AS BIGINT) AS all_entries, sum(rate) OVER () AS all_rate
            FROM (
              SELECT part AS key, CAST(coalesce(sum(s) FILTER (side < 0), 0) AS BIGINT) AS "before",
                CAST(coalesce(sum(s) FILTER (side > 0), 0) AS BIGINT) AS "after", CAST(sum(side * a) AS BIGINT) AS allocated,
                CAST(sum(side * n) AS BIGINT) AS entries, sum(side * s / days) AS rate
              FROM (SELECT CASE WHEN label = '' AND NOT ? THEN key ELSE label END AS part, side, days, n, s, a FROM (""");
    private static final Sql SIDES = Sql.of("""
            ) JOIN basis USING (filename) JOIN (SELECT unnest(?) AS snapshot, CAST(unnest(?) AS BIGINT) AS side,
              CAST(unnest(?) AS DOUBLE) AS days, unnest(?) AS label) USING (snapshot)) GROUP BY part)""");

    public Growth {
        groupOf = Map.copyOf(groupOf);
    }

    @Override
    public String kind() {
        return "growth";
    }

    @Override
    public GrowthShares over(Ground ground) {
        Sides sides = Sides.of(ground.snapshots(), from, this::label);
        Sql sql = HEAD.with(by.isOfServers())
                .plus(source())
                .plus(SIDES.with(sides.snapshots(), sides.signs(), sides.days(), sides.labels()))
                .plus(falling ? " ORDER BY \"after\" - \"before\", key" : " ORDER BY \"after\" - \"before\" DESC, key")
                .plus(" LIMIT ?", limit);
        return GrowthShares.of(ground.ask(Query.of(sql), GrowthShares.Group::of));
    }

    private Sql source() {
        return by == GrowthBy.FOLDER
                ? Slices.byFolder(below, Condition.everything())
                : Slices.by(by.dimension(), filter);
    }

    private String label(String server) {
        return switch (by) {
            case SERVER -> server;
            case GROUP -> groupOf.getOrDefault(server, "");
            case FOLDER, OWNER, EXTENSION, TYPE -> "";
        };
    }
}
