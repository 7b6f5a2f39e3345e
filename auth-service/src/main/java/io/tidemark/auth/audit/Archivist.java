package io.tidemark.auth.audit;

import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.GrowingTree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Moves old rows of the log into files, each of which ends where a checkpoint was signed. Dies safely: a row is read
/// from its file from the very transaction on that removes it from the database, and the file is whole before that.
public final class Archivist {
    /// How many rows a file has at most, as long as checkpoints are not further apart.
    public static final long MOST_ROWS = 200_000;

    /// Rows are moved when the oldest has waited for so long, so that there is not a file for each day.
    static final Duration PATIENCE = Duration.ofDays(30);

    private final Archive archive;
    private final RawRows rows;
    private final PartFolder folder;
    private final Sealer sealer;
    private final Duration keep;
    private final long mostRows;
    private final InstantSource clock;

    /// @param keep how long rows stay in the database at least
    /// @param mostRows of one file, where checkpoints allow it
    public Archivist(
            Archive archive,
            RawRows rows,
            PartFolder folder,
            Sealer sealer,
            Duration keep,
            long mostRows,
            InstantSource clock) {
        this.archive = archive;
        this.rows = rows;
        this.folder = folder;
        this.sealer = sealer;
        this.keep = keep;
        this.mostRows = mostRows;
        this.clock = clock;
    }

    /// Moves all that is old enough.
    ///
    /// @return the parts that were made
    /// @throws Sealer.BrokenLog where rows are not those that were signed; they stay where they are
    public List<Part> run() {
        try {
            folder.tidy();
            List<Part> made = new ArrayList<>();
            for (Optional<Part> part = next(); part.isPresent(); part = next()) {
                made.add(part.get());
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log cannot be written to files", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log cannot be written to files", e);
        }
    }

    private Optional<Part> next() throws IOException, SQLException {
        List<Part> parts = archive.parts();
        long moved = parts.isEmpty() ? 0 : parts.getLast().last();
        Optional<Checkpoint> end = end(moved);
        if (end.isEmpty()) {
            return Optional.empty();
        }
        Part part = Part.of(moved + 1, end.get().size());
        folder.write(part, archive, treeOf(moved), end.get());
        AuditEvent event = AuditEvent.own(
                clock.instant(),
                "archive-audit",
                AuditEvent.OWN_SERVICE,
                "local",
                "older than " + keep,
                "rows " + part.first() + " to " + part.last() + " in " + part.file());
        return archive.take(part, event) ? Optional.of(part) : Optional.empty();
    }

    /// Rows are older than the checkpoint that was signed over them.
    private Optional<Checkpoint> end(long moved) {
        Instant old = clock.instant().minus(keep);
        List<Checkpoint> possible = sealer.checkpoints().stream()
                .filter(c -> c.size() > moved && !c.at().isAfter(old))
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .toList();
        if (possible.isEmpty() || isEarly(possible, moved, old)) {
            return Optional.empty();
        }
        return possible.reversed().stream()
                .filter(c -> c.size() - moved <= mostRows)
                .findFirst()
                .or(() -> Optional.of(possible.getFirst()));
    }

    private boolean isEarly(List<Checkpoint> possible, long moved, Instant old) {
        boolean fills = possible.getLast().size() - moved >= mostRows;
        return !fills && possible.getFirst().at().isAfter(old.minus(PATIENCE));
    }

    private GrowingTree treeOf(long size) {
        GrowingTree tree = new GrowingTree();
        rows.hashes(0, hash -> {
            if (tree.size() < size) {
                tree.add(hash);
            }
        });
        return tree;
    }
}
