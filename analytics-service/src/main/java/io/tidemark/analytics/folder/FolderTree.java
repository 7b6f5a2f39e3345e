package io.tidemark.analytics.folder;

import io.tidemark.analytics.engine.FolderQuestion;
import io.tidemark.analytics.engine.FoldersByPath;
import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.platform.problem.ProblemException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

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

    private static final Comparator<Twig> LARGEST_FIRST = Comparator.comparingLong(Twig::totalSize)
            .reversed()
            .thenComparing(twig -> FoldersByPath.level(twig.path()))
            .thenComparing(Twig::path);

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
        having.snapshots().forEach(held -> trees.add(tree(having.only(List.of(held)), held, most)));
        trees.sort(Comparator.comparing(Tree::server));
        return trees;
    }

    /// How many branches each of so many trees may have.
    private static int most(int trees) {
        return Math.max(FEWEST_BRANCHES, Math.min(MOST_BRANCHES, MOST_ALTOGETHER / Math.max(1, trees)));
    }

    private Tree tree(Ground one, HeldSnapshot held, int most) {
        List<Twig> twigs = largest(one, most + 1);
        boolean truncated = twigs.size() > most;
        List<Twig> taken = truncated ? twigs.subList(0, most) : twigs;
        return new Tree(held.snapshot().server(), held.snapshot().id(), truncated, new Grown(taken).from(path.text()));
    }

    private List<Twig> largest(Ground one, int wanted) {
        int deepest = FoldersByPath.level(path.text()) + depth;
        PriorityQueue<Twig> next = new PriorityQueue<>(LARGEST_FIRST);
        next.addAll(one.folder(path.text(), Twig::of));
        List<Twig> taken = new ArrayList<>();
        while (!next.isEmpty() && taken.size() < wanted) {
            Twig twig = next.remove();
            taken.add(twig);
            if (twig.directories() > 0 && FoldersByPath.level(twig.path()) < deepest) {
                one.foldersIn(twig.path(), Twig::of).stream()
                        .filter(child -> child.totalSize() >= minBytes)
                        .forEach(next::add);
            }
        }
        return taken;
    }
}
