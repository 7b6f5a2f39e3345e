package io.tidemark.auth.audit;

import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.GrowingTree;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Removes the log's oldest files when all their rows are old enough. First a row of the log says
/// so, is signed, and nobody reads the files any more; the files go in a later run. Dies safely at
/// any moment.
public final class Retention {
    /// No log is kept for a shorter time.
    public static final Period SHORTEST = Period.ofYears(1);

    static final String ACTION = "remove-audit";

    /// Whoever reads the whole log reads files that were there when they began.
    static final Duration LONGEST_LOOK = Duration.ofHours(1);

    private final Archive archive;
    private final PartFolder folder;
    private final Sealer sealer;
    private final Period keep;
    private final boolean held;
    private final InstantSource clock;

    /// @param keep how long rows are kept at least
    /// @param held whether nothing at all is removed, for a court or an investigation
    public Retention(
            Archive archive, PartFolder folder, Sealer sealer, Period keep, boolean held, InstantSource clock) {
        if (keep.isNegative() || keep.toTotalMonths() < SHORTEST.toTotalMonths()) {
            throw new IllegalArgumentException(
                    "auth.audit.keep must be years and months of at least " + SHORTEST + ", not " + keep);
        }
        this.archive = archive;
        this.folder = folder;
        this.sealer = sealer;
        this.keep = keep;
        this.held = held;
        this.clock = clock;
    }

    /// @return what was removed
    /// @throws Sealer.BrokenLog where rows are not those that were signed; they stay where they are
    /// @throws RawRows.LostPart where a file cannot be read; nothing is removed
    public List<Part> run() {
        if (held) {
            return List.of();
        }
        deleteFiles();
        List<Part> old = old();
        if (old.isEmpty()) {
            return List.of();
        }
        Beginning next = behind(old);
        if (!archive.remove(next, event(next))) {
            return List.of();
        }
        sealer.seal();
        return old;
    }

    private void deleteFiles() {
        try {
            for (Part part : archive.removed(clock.instant().minus(LONGEST_LOOK))) {
                folder.delete(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Old files of the audit log cannot be removed", e);
        }
    }

    private List<Part> old() {
        Instant limit = clock.instant().atZone(ZoneOffset.UTC).minus(keep).toInstant();
        List<Part> old = new ArrayList<>();
        for (Part part : archive.parts()) {
            if (folder.newest(part).recordedAt().isAfter(limit)) {
                break;
            }
            old.add(part);
        }
        return old;
    }

    /// What leaves is what was signed: nobody covers up a change by removing it.
    private Beginning behind(List<Part> old) {
        Beginning first = archive.beginning();
        Walk walk = new Walk(first);
        old.forEach(part -> folder.read(part, 0, walk));
        String root = Base64.getEncoder().encodeToString(walk.tree.root());
        Checkpoint signed = signed(walk.tree.size(), root)
                .orElseThrow(() -> new Sealer.BrokenLog(
                        "the rows up to " + walk.tree.size() + " are not those that were signed, and are not removed"));
        return new Beginning(walk.tree.size(), walk.last, walk.tree.edge(), signed.note());
    }

    private Optional<Checkpoint> signed(long size, String root) {
        return sealer.checkpoints().stream()
                .filter(c -> c.size() == size && c.root().equals(root))
                .findFirst();
    }

    private AuditEvent event(Beginning next) {
        return AuditEvent.own(
                clock.instant(),
                ACTION,
                AuditEvent.OWN_SERVICE,
                "local",
                "older than " + keep + "; the tree over them has the head "
                        + HexFormat.of().formatHex(next.tree().root()),
                "rows 1 to " + next.size());
    }

    /// Follows the chain.
    private static final class Walk implements RawRows.Taker {
        private final GrowingTree tree;
        private byte[] last;

        Walk(Beginning first) {
            tree = first.tree();
            last = first.last();
        }

        @Override
        public void accept(RawRow row) {
            boolean follows = row.sequence() == tree.size() + 1 && Arrays.equals(row.previous(), last);
            if (!follows || !Arrays.equals(AuditChain.hash(row, last), row.hash())) {
                throw new Sealer.BrokenLog("row " + row.sequence() + " was changed or does not stand in its place");
            }
            tree.add(row.hash());
            last = row.hash();
        }
    }
}
