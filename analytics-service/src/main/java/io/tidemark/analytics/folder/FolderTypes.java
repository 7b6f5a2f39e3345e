package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.FolderQuestion;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;

/// What kinds of files a folder holds, everything below it included, by the extension of their names.
///
/// @param limit how many extensions at most, those that take most first
public record FolderTypes(FolderPath path, int limit) implements FolderQuestion<Shares> {
    private static final Query BY_EXTENSION = Query.of("""
            SELECT *, count(*) OVER () AS group_count, CAST(sum(entries) OVER () AS BIGINT) AS sum_entries,
              CAST(sum(size) OVER () AS BIGINT) AS sum_size, CAST(sum(allocated) OVER () AS BIGINT) AS sum_allocated
            FROM (
              SELECT extension AS key, count(*) AS entries,
                CAST(coalesce(sum(e.size) FILTER (counted), 0) AS BIGINT) AS size,
                CAST(coalesce(sum(e.allocated) FILTER (counted), 0) AS BIGINT) AS allocated
              FROM all_entries e
              WHERE directory >= ? AND directory < ? AND (directory = ? OR directory >= ?)
              GROUP BY extension
            ) ORDER BY size DESC, key LIMIT ?""");

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
        return Shares.of(ground.ask(BY_EXTENSION.with(top, path.behind(), top, path.below(), limit), Shares.Group::of));
    }
}
