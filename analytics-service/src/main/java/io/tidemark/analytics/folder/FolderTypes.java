package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.FolderQuestion;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Row;
import io.tidemark.analytics.folder.Shares.Sum;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What kinds of files a folder holds, everything below it included, by the extension of their names. Of larger folders
/// the snapshots' summaries tell it.
///
/// @param limit how many extensions at most, those that take most first
public record FolderTypes(FolderPath path, int limit) implements FolderQuestion<Shares> {
    private static final Query BY_EXTENSION = Query.of("""
            SELECT extension, count(*) AS entries,
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
        for (Part part : ground.find(TypesBelow.TYPES, top, row -> Part.of(row, row.text("snapshot")))) {
            summarised.add(part.snapshot);
            sums.merge(part.extension, part.sum, Sum::plus);
        }
        Ground rest = ground.where(s -> !summarised.contains(s.id().toString()));
        rest.ask(BY_EXTENSION.with(top, path.behind(), top, path.below()), row -> Part.of(row, ""))
                .forEach(part -> sums.merge(part.extension, part.sum, Sum::plus));
        return Shares.of(sums, limit);
    }

    private record Part(String snapshot, String extension, Sum sum) {
        static Part of(Row row, String snapshot) {
            return new Part(
                    snapshot,
                    row.text("extension"),
                    new Sum(row.number("entries"), row.number("size"), row.number("allocated")));
        }
    }
}
