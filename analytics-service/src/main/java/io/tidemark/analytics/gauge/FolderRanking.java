package io.tidemark.analytics.gauge;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Question;
import io.tidemark.analytics.gauge.Gauged.Usage;
import io.tidemark.platform.problem.ProblemException;

/// Folders of all servers at one depth below their root, by size. None of them contains another, so their sums and the
/// rest
/// add up.
///
/// @param depth 1 for the folders directly in a root
/// @param most how many folders
public record FolderRanking(int depth, int most) implements Question<Ranking> {
    private static final int DEEPEST = 8;
    private static final Query LARGEST = Query.of("""
            SELECT server, root, path, total_size AS size, total_allocated AS allocated, total_files AS entries
            FROM folders JOIN basis USING (filename) WHERE depth = ? ORDER BY size DESC, server, root, path LIMIT ?""");
    private static final Query ALL = Query.of("""
            SELECT CAST(sum(total_size) AS BIGINT) AS size, CAST(sum(total_allocated) AS BIGINT) AS allocated,
              CAST(sum(total_files) AS BIGINT) AS entries FROM folders WHERE depth = 0""");

    /// @throws ProblemException 422 where the depth makes no sense
    public FolderRanking {
        if (depth < 1 || depth > DEEPEST) {
            throw ProblemException.field("depth", "must be from 1 to " + DEEPEST + ", not " + depth);
        }
    }

    @Override
    public String kind() {
        return "folder-metrics";
    }

    @Override
    public Ranking over(Ground ground) {
        Usage total = ground.ask(ALL, Usage::of).stream().findFirst().orElse(Usage.NOTHING);
        return new Ranking(ground.ask(LARGEST.with(depth, most), Gauged::of), total);
    }
}
