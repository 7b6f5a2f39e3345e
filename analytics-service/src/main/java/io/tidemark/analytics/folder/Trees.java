package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.Answer;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.engine.Query;
import io.tidemark.analytics.engine.Questions;
import io.tidemark.analytics.source.Selection;
import io.tidemark.platform.problem.ProblemException;

import java.util.List;

/// Draws the tree below a folder from the directories' roll-ups.
///
/// The largest folders are taken first. As no folder is larger than the one it is in, what is taken
/// always hangs together, and what is left is known without reading it: a folder's total minus its own
/// files and its taken children.
public final class Trees {
    static final int MOST_BRANCHES = 5000;
    private static final int DEEPEST = 16;

    private static final Query LARGEST = Query.of("""
            SELECT path, coalesce(parent, '') AS parent, depth, total_size, total_allocated, total_files, total_directories,
              directories, size, allocated, error
            FROM all_directories
            WHERE path >= ? AND path < ? AND (path = ? OR path >= ?)
              AND depth <= ? + (SELECT depth FROM all_directories WHERE path = ?) AND (total_size >= ? OR path = ?)
            ORDER BY total_size DESC, depth, path LIMIT ?""");

    private final Questions questions;

    public Trees(Questions questions) {
        this.questions = questions;
    }

    /// One tree for each server that has the folder.
    ///
    /// @param depth how many levels below the folder are shown, 0 to 16
    /// @param minBytes the total size below which a folder is folded
    /// @throws ProblemException 422 where a number makes no sense, 404 `folder-not-found` where no newest
    ///     snapshot has the folder
    public Answer<List<Tree>> draw(FolderPath path, Selection selection, int depth, long minBytes) {
        check(depth, minBytes);
        return questions.below(
                "tree",
                path.text(),
                selection,
                ground -> ground.snapshots().stream()
                        .map(held -> tree(ground, held, path, depth, minBytes))
                        .toList());
    }

    private static void check(int depth, long minBytes) {
        if (depth < 0 || depth > DEEPEST) {
            throw ProblemException.field("depth", "must be from 0 to " + DEEPEST + ", not " + depth);
        }
        if (minBytes < 0) {
            throw ProblemException.field("minBytes", "must not be negative");
        }
    }

    private static Tree tree(Ground ground, HeldSnapshot held, FolderPath path, int depth, long minBytes) {
        String top = path.text();
        Query query = LARGEST.with(top, path.behind(), top, path.below(), depth, top, minBytes, top, MOST_BRANCHES + 1);
        List<Twig> twigs = ground.only(List.of(held)).ask(query, Twig::of);
        boolean truncated = twigs.size() > MOST_BRANCHES;
        List<Twig> taken = truncated ? twigs.subList(0, MOST_BRANCHES) : twigs;
        return new Tree(held.snapshot().server(), held.snapshot().id(), truncated, new Grown(taken).from(top));
    }
}
