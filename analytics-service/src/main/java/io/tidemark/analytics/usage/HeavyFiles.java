package io.tidemark.analytics.usage;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Questions;
import io.tidemark.analytics.source.Selection;

import java.util.List;

/// Finds the largest files of all servers.
public final class HeavyFiles {
    private static final Query LARGEST = Query.of("""
            SELECT server, directory, name, raw_name, size, allocated, links, owner, modified FROM (
              SELECT filename, directory, name, to_base64(raw_name) AS raw_name, size, allocated, links,
                coalesce(owner, CAST(uid AS VARCHAR)) AS owner, epoch_us(modified) AS modified
              FROM all_entries WHERE type = 'file' AND counted
              ORDER BY size DESC, directory, name, filename LIMIT ?
            ) JOIN basis USING (filename)
            ORDER BY size DESC, directory, name, server""");

    private final Questions questions;

    public HeavyFiles(Questions questions) {
        this.questions = questions;
    }

    /// The largest files of a selection.
    ///
    /// @param limit how many at most; the largest come first
    public Answer<List<HeavyFile>> largest(Selection selection, int limit) {
        return questions.everywhere("heavy-files", selection, ground -> ground.ask(LARGEST.with(limit), HeavyFile::of));
    }
}
