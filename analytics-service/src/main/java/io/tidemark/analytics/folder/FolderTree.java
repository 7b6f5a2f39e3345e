package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.FolderQuestion;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.engine.Query;
import io.tidemark.platform.problem.ProblemException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The tree below a folder, one for each server that has it, drawn from the directories' roll-ups.
///
/// The largest folders are taken first. As no folder is larger than the one it is in, what is taken
/// always hangs together, and what is left is known without reading it: a folder's total minus its own
/// files and its taken children.
///
/// @param depth how many levels below the folder are shown, 0 to 16
/// @param minBytes the total size below which a folder is folded
public record FolderTree(FolderPath path, int depth, long minBytes) implements FolderQuestion<List<Tree>> {
    static final int MOST_BRANCHES = 5000;
    private static final int DEEPEST = 16;

    private static final Query LARGEST = Query.of("""
            SELECT path, coalesce(parent, '') AS parent, depth, total_size, total_allocated, total_files, total_directories,
              directories, size, allocated, error
            FROM all_directories
            WHERE path >= ? AND path < ? AND (path = ? OR path >= ?)
              AND depth <= ? + (SELECT depth FROM all_directories WHERE path = ?) AND (total_size >= ? OR path = ?)
            ORDER BY total_size DESC, depth, path LIMIT ?""");

    /// @throws ProblemException 422 where a number makes no sense
    public FolderTree {
        if (depth < 0 || depth > DEEPEST) {
            throw ProblemException.field("depth", "must be from 0 to " + DEEPEST + ", not " + depth);
        }
        if (minBytes < 0) {
            throw ProblemException.field("minBytes", "must not be negative");
        }
    }

    @Override
    public String kind() {
        return "tree";
    }

    @Override
    public String folder() {
        return path.text();
    }

    @Override
    public List<Tree> over(Ground ground) {
        List<Tree> trees = new ArrayList<>(RootsInside.of(ground, path).trees(depth, minBytes));
        Ground having = ground.where(s -> s.reaches(path.text()));
        having.snapshots().forEach(held -> trees.add(tree(having, held)));
        trees.sort(Comparator.comparing(Tree::server));
        return trees;
    }

    private Tree tree(Ground ground, HeldSnapshot held) {
        String top = path.text();
        Query query = LARGEST.with(top, path.behind(), top, path.below(), depth, top, minBytes, top, MOST_BRANCHES + 1);
        List<Twig> twigs = ground.only(List.of(held)).ask(query, Twig::of);
        boolean truncated = twigs.size() > MOST_BRANCHES;
        List<Twig> taken = truncated ? twigs.subList(0, MOST_BRANCHES) : twigs;
        return new Tree(held.snapshot().server(), held.snapshot().id(), truncated, new Grown(taken).from(top));
    }
}
