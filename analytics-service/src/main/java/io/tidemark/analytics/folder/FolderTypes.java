package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.FolderQuestion;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Row;
import io.tidemark.analytics.folder.Shares.Sum;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What kinds of files a folder holds, everything below it included, by the extension of their names. Of larger folders
/// the snapshots' summaries tell it.
///
/// @param limit how many extensions at most, those that take most first
public record FolderTypes(FolderPath path, int limit) implements FolderQuestion<Shares> {
    /// A row for each snapshot that has the folder, and one for each extension.
    private static final Query SUMMARISED = Query.of("""
            SELECT snapshot, extension AS key, CAST(sum(t.entries) AS BIGINT) AS entries,
              CAST(sum(t.size) AS BIGINT) AS size, CAST(sum(t.allocated) AS BIGINT) AS allocated
            FROM types_below t JOIN basis USING (filename) WHERE path = ? GROUP BY GROUPING SETS ((extension), (snapshot))""");

    private static final Query BY_EXTENSION = Query.of("""
            SELECT NULL AS snapshot, extension AS key, count(*) AS entries,
              CAST(coalesce(sum(e.size) FILTER (counted), 0) AS BIGINT) AS size,
              CAST(coalesce(sum(e.allocated) FILTER (counted), 0) AS BIGINT) AS allocated
            FROM all_entries e
            WHERE directory >= ? AND directory < ? AND (directory = ? OR directory >= ?)
            GROUP BY extension""");

    @Override
    public String kind() {
        return "types";
    }

    @Override
    public String folder() {
        return path.text();
    }

    @Override
    public Shares over(Ground ground) {
        String top = path.text();
        Set<String> summarised = new HashSet<>();
        Map<String, Sum> sums = new HashMap<>();
        ground.ask(SUMMARISED.with(top), Part::of).forEach(part -> part.addTo(summarised, sums));
        Ground rest = ground.where(s -> !summarised.contains(s.id().toString()));
        List<Part> read = rest.ask(BY_EXTENSION.with(top, path.behind(), top, path.below()), Part::of);
        read.forEach(part -> part.addTo(summarised, sums));
        return Shares.of(sums, limit);
    }

    /// What a snapshot has below the folder, or all of them with one extension.
    private record Part(@Nullable String snapshot, String key, Sum sum) {
        static Part of(Row row) {
            String snapshot = row.textOrNull("snapshot");
            return new Part(
                    snapshot,
                    snapshot == null ? row.text("key") : "",
                    new Sum(row.number("entries"), row.number("size"), row.number("allocated")));
        }

        void addTo(Set<String> snapshots, Map<String, Sum> sums) {
            if (snapshot == null) {
                sums.merge(key, sum, Sum::plus);
            } else {
                snapshots.add(snapshot);
            }
        }
    }
}
