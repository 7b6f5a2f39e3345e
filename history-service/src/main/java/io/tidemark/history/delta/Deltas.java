package io.tidemark.history.delta;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.content.Contents;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.LockedDatabase;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/// Compares snapshots, one pair after the other, and keeps what was found. Calls block.
public final class Deltas implements AutoCloseable {

    private static final Duration LATER = Duration.ofMinutes(5);
    private static final Duration SHORTLY = Duration.ofSeconds(10);
    private static final Duration OF_A_PAGE = Duration.ofSeconds(30);
    private static final int STREAMS = 4;

    /// @param threads of one comparison
    /// @param memory of one comparison, in DuckDB's words
    /// @param timeout of each of its steps
    /// @param queue comparisons that may wait
    /// @param maxBytes of comparisons that are kept
    public record Limits(int threads, String memory, Duration timeout, int queue, long maxBytes) {
        public Limits {
            if (threads < 1 || queue < 1 || maxBytes < 0) {
                throw new IllegalArgumentException(
                        "history.delta: threads and queue are at least 1, cache-bytes is at least 0");
            }
        }
    }

    private final Sides sides;
    private final DuckDbDelta engine;
    private final DeltaFolder folder;
    private final Turns turns;
    private final Semaphore streams = new Semaphore(STREAMS);

    public Deltas(Contents contents, Path cache, Limits limits, ObjectMapper json) throws IOException {
        this.sides = new Sides(contents, json);
        this.engine = new DuckDbDelta(limits.threads(), limits.memory(), limits.timeout());
        this.folder = new DeltaFolder(cache, limits.maxBytes(), json);
        this.turns = new Turns("delta-", 1, limits.queue());
    }

    /// @throws ProblemException 422 when the snapshots are not of one root, 503 when too many
    /// comparisons wait
    public DeltaSummary summary(Snapshot from, Snapshot to) throws IOException {
        requireOneRoot(from, to);
        requireWhole(from);
        requireWhole(to);
        Optional<DeltaSummary> kept = folder.summary(from.id(), to.id());
        return kept.isPresent() ? kept.get() : turns.take(() -> keptOrMade(from, to));
    }

    /// Changes in the order of their ranks, those behind `after`, at most `limit`.
    ///
    /// @throws ProblemException as [#summary] does
    public List<Change> changes(Snapshot from, Snapshot to, Set<ChangeKind> kinds, long after, int limit)
            throws IOException {
        summary(from, to);
        return turns.take(() -> {
            keptOrMade(from, to);
            return read(folder.changes(from.id(), to.id()), kinds, after, limit);
        });
    }

    /// All changes in the order of their ranks, to be read once; the caller closes it.
    ///
    /// @throws ProblemException as [#summary] does, and 503 when too many are read at this moment
    public ChangeStream stream(Snapshot from, Snapshot to, Set<ChangeKind> kinds) throws IOException {
        if (!streams.tryAcquire()) {
            throw new ProblemException(DeltaProblem.DELTA_BUSY, "Too many comparisons are read at this moment")
                    .retryAfter(SHORTLY);
        }
        try {
            summary(from, to);
            Path own = turns.take(() -> {
                keptOrMade(from, to);
                return folder.lend(from.id(), to.id());
            });
            return new ChangeStream(own, kinds, this::takeBack);
        } catch (IOException | RuntimeException e) {
            streams.release();
            throw e;
        }
    }

    private void takeBack(Path own) throws IOException {
        streams.release();
        folder.remove(own);
    }

    /// Removes all comparisons that were made with a snapshot.
    public void forget(SnapshotId id) {
        try {
            folder.forget(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        turns.close();
    }

    private static void requireOneRoot(Snapshot from, Snapshot to) {
        if (!from.server().equals(to.server()) || !from.root().equals(to.root())) {
            throw ProblemException.field("to", "must be a snapshot of " + from.root() + " of server " + from.server());
        }
        if (from.id().equals(to.id())) {
            throw ProblemException.field("to", "must be another snapshot than from");
        }
    }

    private static void requireWhole(Snapshot snapshot) {
        if (snapshot.detail() != Detail.FULL) {
            throw new ProblemException(
                    DeltaProblem.SNAPSHOT_REDUCED,
                    "Of snapshot '" + snapshot.id() + "' only its "
                            + snapshot.detail().word() + " are kept; a comparison needs its entries");
        }
    }

    /// On the only thread of the pool: what somebody asked for a moment ago is made once.
    private DeltaSummary keptOrMade(Snapshot from, Snapshot to) throws IOException {
        Optional<DeltaSummary> kept = folder.summary(from.id(), to.id());
        return kept.isPresent() ? kept.get() : make(from, to);
    }

    private DeltaSummary make(Snapshot from, Snapshot to) throws IOException {
        Path work = folder.work();
        try {
            DeltaSummary summary = engine.compare(sides.of(from), sides.of(to), work);
            folder.keep(work, summary);
            return summary;
        } catch (SQLException e) {
            throw failure(e);
        } finally {
            folder.remove(work);
        }
    }

    private static List<Change> read(Path file, Set<ChangeKind> kinds, long after, int limit) throws IOException {
        try (LockedDatabase database =
                LockedDatabase.open(file.resolveSibling(".").normalize(), "256MB", OF_A_PAGE)) {
            return database.list(
                    ChangeRows.of(file, kinds) + " AND rank > " + after + " ORDER BY rank LIMIT " + limit,
                    ChangeRows::change);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    static RuntimeException failure(SQLException e) {
        return LockedDatabase.isOutOfMeans(e)
                ? new ProblemException(DeltaProblem.DELTA_UNFINISHED, "Raise history.delta.memory or its timeout", e)
                        .retryAfter(LATER)
                : new IllegalStateException("snapshots cannot be compared", e);
    }
}
