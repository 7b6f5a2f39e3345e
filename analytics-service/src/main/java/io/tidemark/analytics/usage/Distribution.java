package io.tidemark.analytics.usage;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Questions;
import io.tidemark.analytics.folder.Shares;
import io.tidemark.analytics.source.Selection;

/// Tells how entries and bytes are spread over extensions, owners, sizes, ages or types.
public final class Distribution {
    private static final String HEAD = """
            SELECT *, count(*) OVER () AS group_count, CAST(sum(entries) OVER () AS BIGINT) AS sum_entries,
              CAST(sum(size) OVER () AS BIGINT) AS sum_size, CAST(sum(allocated) OVER () AS BIGINT) AS sum_allocated
            FROM (
              SELECT key, count(*) AS entries, CAST(coalesce(sum(s) FILTER (counted), 0) AS BIGINT) AS size,
                CAST(coalesce(sum(a) FILTER (counted), 0) AS BIGINT) AS allocated
              FROM (SELECT counted, e.size AS s, e.allocated AS a,\s""";
    private static final String FROM = " AS key FROM all_entries e";
    private static final String TAIL = ") GROUP BY key) ORDER BY size DESC, entries DESC, key LIMIT ?";

    private static final Query BY_EXTENSION = Query.of(HEAD + "e.extension" + FROM + TAIL);
    private static final Query BY_OWNER = Query.of(HEAD + "coalesce(e.owner, CAST(e.uid AS VARCHAR))" + FROM + TAIL);
    private static final Query BY_TYPE = Query.of(HEAD + "e.type" + FROM + TAIL);

    private static final Query BY_SIZE = Query.of(HEAD + """
                    CASE WHEN e.size < ? THEN ? WHEN e.size < ? THEN ? WHEN e.size < ? THEN ? WHEN e.size < ? THEN ?
                      WHEN e.size < ? THEN ? WHEN e.size < ? THEN ? WHEN e.size < ? THEN ? WHEN e.size < ? THEN ? ELSE ? END
                    """ + FROM + TAIL, SizeClass.limitsAndLabels());

    private static final Query BY_AGE = Query.of(HEAD + """
                    CASE WHEN modified_us > finished THEN ? WHEN age < ? THEN ? WHEN age < ? THEN ? WHEN age < ? THEN ?
                      WHEN age < ? THEN ? WHEN age < ? THEN ? WHEN age < ? THEN ? ELSE ? END AS key
                    FROM (SELECT counted, size, allocated, epoch_us(modified) AS modified_us, finished,
                      started - epoch_us(modified) AS age FROM all_entries JOIN basis USING (filename)) e""" + TAIL, AgeBand.limitsAndLabels());

    private final Questions questions;

    public Distribution(Questions questions) {
        this.questions = questions;
    }

    /// Spreads all entries over the groups of one dimension.
    ///
    /// @param limit how many groups at most, those that take most first
    public Answer<Shares> by(Dimension dimension, Selection selection, int limit) {
        Query query = queryBy(dimension).with(limit);
        return questions.everywhere(
                "distribution", selection, ground -> Shares.of(ground.ask(query, Shares.Group::of)));
    }

    private static Query queryBy(Dimension dimension) {
        return switch (dimension) {
            case EXTENSION -> BY_EXTENSION;
            case OWNER -> BY_OWNER;
            case TYPE -> BY_TYPE;
            case SIZE -> BY_SIZE;
            case AGE -> BY_AGE;
        };
    }
}
