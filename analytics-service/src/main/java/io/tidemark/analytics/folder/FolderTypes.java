package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Questions;
import io.tidemark.analytics.source.Selection;
import io.tidemark.platform.problem.ProblemException;

/// Tells what kinds of files a folder holds, everything below it included, by the extension of their
/// names.
public final class FolderTypes {
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

    private final Questions questions;

    public FolderTypes(Questions questions) {
        this.questions = questions;
    }

    /// Shares everything below a folder out to extensions.
    ///
    /// @param limit how many extensions at most, those that take most first
    /// @throws ProblemException 404 `folder-not-found` where no newest snapshot has the folder
    public Answer<Shares> of(FolderPath path, Selection selection, int limit) {
        return questions.below("types", path.text(), selection, ground -> shares(ground, path, limit));
    }

    private static Shares shares(Ground ground, FolderPath path, int limit) {
        String top = path.text();
        return Shares.of(ground.ask(BY_EXTENSION.with(top, path.behind(), top, path.below(), limit), Shares.Group::of));
    }
}
