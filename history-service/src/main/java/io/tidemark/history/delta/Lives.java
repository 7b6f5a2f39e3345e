package io.tidemark.history.delta;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.content.Contents;
import io.tidemark.history.delta.Life.Bookmark;
import io.tidemark.history.delta.Life.Moment;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Place;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Tells the life of a path from the snapshots of the root that holds it. Calls block.
public final class Lives implements AutoCloseable {

    static final ProblemCode PATH_NOT_FOUND =
            new ProblemCode("path-not-found", 404, "No snapshot that the caller may see has this path");

    private static final int AT_ONCE = 100;
    private static final int THREADS = 2;
    private static final int QUEUE = 16;

    private final SnapshotRegister register;
    private final Sides sides;
    private final Turns turns = new Turns("life-", THREADS, QUEUE);

    public Lives(SnapshotRegister register, Contents contents, ObjectMapper json) {
        this.register = register;
        this.sides = new Sides(contents, json);
    }

    /// The newest part of a life.
    ///
    /// @param limit snapshots that are gone through, back from the newest one that has the path
    /// @throws ProblemException 404 where no snapshot has the path
    public Life of(ServerName server, String path, int limit) throws IOException {
        Snapshot newest = newestRootAbove(server, path);
        return turns.take(() -> newestPart(newest, path, limit));
    }

    /// The part before what a bookmark points at.
    ///
    /// @throws ProblemException 404 where the snapshot is gone
    public Life before(Bookmark bookmark, int limit) throws IOException {
        Snapshot from = register.find(bookmark.snapshot())
                .filter(found -> found.snapshot().hasEverything())
                .orElseThrow(() -> notFound(bookmark.path()))
                .snapshot();
        return turns.take(() -> earlierPart(from, bookmark.path(), limit, List.of()));
    }

    @Override
    public void close() {
        turns.close();
    }

    public static ProblemException notFound(String path) {
        return new ProblemException(PATH_NOT_FOUND, "No snapshot of this server has '" + path + "'");
    }

    private Snapshot newestRootAbove(ServerName server, String path) {
        return register.latest(new SnapshotRegister.Filter(server.value(), null)).stream()
                .filter(snapshot -> isAt(path, snapshot.root()))
                .max(Comparator.comparing(snapshot -> snapshot.root().length()))
                .orElseThrow(() -> notFound(path));
    }

    private static boolean isAt(String path, String root) {
        return root.equals("/") || path.equals(root) || path.startsWith(root + "/");
    }

    /// Finds the newest snapshot that has the path, and looks from there both ways.
    private Life newestPart(Snapshot newest, String path, int limit) throws IOException, SQLException {
        List<Side> passed = new ArrayList<>();
        List<Snapshot> window = List.of(newest);
        while (!window.isEmpty()) {
            List<Side> here = sides.of(window);
            try (Lookup lookup = new Lookup(here)) {
                var found = lookup.at(path, here);
                for (Side side : here) {
                    passed.add(side);
                    if (found.containsKey(side.snapshot().id())) {
                        return earlierPart(side.snapshot(), path, limit, laterPart(passed.reversed(), path));
                    }
                }
            }
            window = before(window.getLast(), AT_ONCE);
        }
        throw notFound(path);
    }

    /// What became of it since the newest snapshot that has the path, newest first.
    private static List<Stage> laterPart(List<Side> oldestFirst, String path) throws SQLException {
        try (Lookup lookup = new Lookup(oldestFirst)) {
            return new Biographer(lookup).follow(path, oldestFirst).reversed();
        }
    }

    private Life earlierPart(Snapshot from, String path, int limit, List<Stage> later)
            throws IOException, SQLException {
        List<Snapshot> older = before(from, limit + 1);
        boolean more = older.size() > limit;
        List<Snapshot> window = new ArrayList<>(List.of(from));
        window.addAll(more ? older.subList(0, limit) : older);
        List<Side> newestFirst = sides.of(window);
        List<Stage> stages = new ArrayList<>(later.isEmpty() ? later : later.subList(0, later.size() - 1));
        try (Lookup lookup = new Lookup(newestFirst)) {
            stages.addAll(new Biographer(lookup).follow(path, newestFirst));
        }
        Stage last = stages.getLast();
        Bookmark next = more ? new Bookmark(last.side().snapshot().id(), last.path()) : null;
        List<DeltaSummary.Basis> basis = stages.stream()
                .map(stage -> DeltaSummary.Basis.of(stage.side()))
                .toList();
        return new Life(from.server(), from.root(), moments(stages, next), basis, next);
    }

    private static List<Moment> moments(List<Stage> newestFirst, @Nullable Bookmark next) {
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i + 1 < newestFirst.size(); i++) {
            newestFirst.get(i).since(newestFirst.get(i + 1)).ifPresent(moments::add);
        }
        if (next == null) {
            newestFirst.getLast().first().ifPresent(moments::add);
        }
        return moments;
    }

    /// Snapshots of which less is kept, or that are damaged, tell nothing of a path.
    private List<Snapshot> before(Snapshot snapshot, int limit) {
        List<Snapshot> before = new ArrayList<>();
        List<Snapshot> page = page(snapshot, limit);
        while (!page.isEmpty() && before.size() < limit) {
            page.stream()
                    .filter(Snapshot::hasEverything)
                    .limit(limit - before.size())
                    .forEach(before::add);
            page = page(page.getLast(), limit);
        }
        return before;
    }

    private List<Snapshot> page(Snapshot behind, int limit) {
        SnapshotRegister.Filter filter =
                new SnapshotRegister.Filter(behind.server().value(), behind.root());
        return register.page(filter, new Place(behind.startedAt(), behind.id()), limit);
    }
}
