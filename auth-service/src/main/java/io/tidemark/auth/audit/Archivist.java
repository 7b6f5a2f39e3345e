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
    private final PartFolder folder;
    private final Sealer sealer;
    private final Duration keep;
    private final long mostRows;
    private final InstantSource clock;

    /// @param keep how long rows stay in the database at least
    /// @param mostRows of one file, where checkpoints allow it
    public Archivist(
            Archive archive, PartFolder folder, Sealer sealer, Duration keep, long mostRows, InstantSource clock) {
        this.archive = archive;
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
            List<Part> parts = archive.parts();
            Optional<Checkpoint> end = end(
                    parts.isEmpty()
                            ? archive.beginning().size()
                            : parts.getLast().last());
            return end.isEmpty() ? List.of() : moved(treeOf(parts), end.get());
        } catch (IOException e) {
            throw new UncheckedIOException("The audit log cannot be written to files", e);
        } catch (SQLException e) {
            throw new IllegalStateException("The audit log cannot be written to files", e);
        }
    }

    /// @param tree over all rows in files; it grows with each part
    private List<Part> moved(GrowingTree tree, Checkpoint first) throws IOException, SQLException {
        List<Part> made = new ArrayList<>();
        for (Optional<Checkpoint> end = Optional.of(first); end.isPresent(); end = end(tree.size())) {
            Part part = Part.of(tree.size() + 1, end.get().size());
            folder.write(part, archive, tree, end.get());
            if (!archive.take(part, event(part))) {
                break;
            }
            made.add(part);
        }
        return made;
    }

    private AuditEvent event(Part part) {
        return AuditEvent.own(
                clock.instant(),
                "archive-audit",
                AuditEvent.OWN_SERVICE,
                "local",
                "older than " + keep,
                "rows " + part.first() + " to " + part.last() + " in " + part.file());
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

    private GrowingTree treeOf(List<Part> parts) {
        GrowingTree tree = archive.beginning().tree();
        parts.forEach(part -> folder.hashes(part, 0, tree::add));
        return tree;
    }
}
