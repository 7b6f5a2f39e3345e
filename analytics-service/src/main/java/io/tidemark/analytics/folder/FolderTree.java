package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.FolderQuestion;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.engine.Query;
import io.tidemark.platform.problem.ProblemException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
    private static final int MOST_ALTOGETHER = 50_000;
    private static final int FEWEST_BRANCHES = 50;
    private static final int DEEPEST = 16;

    private static final Query LARGEST = Query.of("""
            SELECT snapshot, path, coalesce(parent, '') AS parent, depth, total_size, total_allocated, total_files,
              total_directories, directories, size, allocated, error
            FROM (
              SELECT f.* FROM folders f JOIN (SELECT filename, depth FROM folders WHERE path = ?) top USING (filename)
              WHERE f.path >= ? AND f.path < ? AND (f.path = ? OR f.path >= ?) AND f.depth <= top.depth + ?
                AND (f.total_size >= ? OR f.path = ?)
              QUALIFY row_number() OVER (PARTITION BY filename ORDER BY f.total_size DESC, f.depth, f.path) <= ?
            ) JOIN basis USING (filename) ORDER BY total_size DESC, depth, path""");

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
        int most = most(having.snapshots().size());
        Map<String, List<Twig>> twigs =
                having.ask(query(most), Twig::of).stream().collect(Collectors.groupingBy(Twig::snapshot));
        having.snapshots()
                .forEach(held -> trees.add(
                        tree(held, twigs.getOrDefault(held.snapshot().id().toString(), List.of()), most)));
        trees.sort(Comparator.comparing(Tree::server));
        return trees;
    }

    /// How many branches each of so many trees may have.
    private static int most(int trees) {
        return Math.max(FEWEST_BRANCHES, Math.min(MOST_BRANCHES, MOST_ALTOGETHER / Math.max(1, trees)));
    }

    private Query query(int most) {
        String top = path.text();
        return LARGEST.with(top, top, path.behind(), top, path.below(), depth, minBytes, top, most + 1);
    }

    private Tree tree(HeldSnapshot held, List<Twig> twigs, int most) {
        boolean truncated = twigs.size() > most;
        List<Twig> taken = truncated ? twigs.subList(0, most) : twigs;
        return new Tree(held.snapshot().server(), held.snapshot().id(), truncated, new Grown(taken).from(path.text()));
    }
}
