package io.tidemark.auth.audit;

import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.GrowingTree;
import io.tidemark.auth.seal.Proofs;
import io.tidemark.auth.seal.Proofs.Subtree;
import io.tidemark.auth.seal.TreeHash;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Whole looks at the log: verification, proofs, export. One at a time, because each reads all rows.
public final class Inspection {
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);

    private final RawRows rows;
    private final Archive archive;
    private final Sealer sealer;
    private final AuditLog log;
    private final InstantSource clock;
    private final Semaphore turn = new Semaphore(1);

    public Inspection(RawRows rows, Archive archive, Sealer sealer, AuditLog log, InstantSource clock) {
        this.rows = rows;
        this.archive = archive;
        this.sealer = sealer;
        this.log = log;
        this.clock = clock;
    }

    /// Holds the log against itself and against every checkpoint that was kept.
    ///
    /// @throws ProblemException 503 where a place of them cannot be read: without it, nothing is proved
    public Verification.Result verify() {
        return alone(() -> {
            Verification verification = new Verification(sealer.verifier(), notes());
            rows.forEach(Long.MIN_VALUE, verification);
            return verification.result();
        });
    }

    private List<String> notes() {
        try {
            return sealer.notes();
        } catch (UncheckedIOException e) {
            throw new ProblemException(ProblemCode.UNAVAILABLE, String.valueOf(e.getMessage()), e);
        }
    }

    /// Where the log begins by now; empty where nothing was removed.
    public Optional<Beginning> beginning() {
        return Optional.of(archive.beginning()).filter(beginning -> beginning.size() > 0);
    }

    /// The newest checkpoint that this log's key signed, of this service's own place.
    public Optional<Checkpoint> newest() {
        return sealer.behind(-1).stream().max(Comparator.comparingLong(Checkpoint::size));
    }

    /// All rows behind a place, oldest first, after the export itself is in the log.
    ///
    /// @param after the last row that is not wanted; 0 for all
    /// @param form in which they leave
    public void export(Actor actor, long after, String form, RawRows.Taker row) {
        String asked = form + " from row " + (after + 1);
        alone(() -> {
            log.append(List.of(
                    AuditEvent.own(clock.instant(), "export-audit", actor.subject(), actor.address(), asked, "audit")));
            rows.forEach(after, row);
            return true;
        });
    }

    /// Proves that a row is in the log of so many rows.
    ///
    /// @throws ProblemException 422 where there is no such row or the log is shorter
    public InclusionProof inclusion(long sequence, long size) {
        if (sequence < 1 || size < sequence) {
            throw ProblemException.field("sequence", "must be from 1 to size");
        }
        Subtrees found = gather(new Subtrees(Proofs.inclusion(sequence - 1, size), sequence - 1, "sequence"), size);
        return new InclusionProof(sequence, size, new TreeHash().leaf(found.leaf()), found.heads());
    }

    /// Proves that the log of `first` rows is the beginning of that of `second`.
    ///
    /// @throws ProblemException 422 where the log is shorter, or the first is none
    public List<byte[]> consistency(long first, long second) {
        if (first < 1 || second < first) {
            throw ProblemException.field("first", "must be from 1 to second");
        }
        return gather(new Subtrees(Proofs.consistency(first, second), first, "first"), second)
                .heads();
    }

    private Subtrees gather(Subtrees subtrees, long size) {
        return alone(() -> {
            rows.hashes(subtrees);
            if (subtrees.rows() < size) {
                throw ProblemException.field("size", "the log has " + subtrees.rows() + " rows, not " + size);
            }
            return subtrees;
        });
    }

    private <T> T alone(Supplier<T> look) {
        if (!turn.tryAcquire()) {
            throw new ProblemException(
                            ProblemCode.TOO_MANY_REQUESTS,
                            "Somebody else reads the whole audit log now; come again soon")
                    .retryAfter(COME_AGAIN);
        }
        try {
            return look.get();
        } finally {
            turn.release();
        }
    }

    /// @param leaf the hash of the row's leaf
    /// @param path the hashes from the leaf upward
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record InclusionProof(long sequence, long size, byte[] leaf, List<byte[]> path) {}

    /// Heads of several parts of the tree, in one walk through the rows.
    private static final class Subtrees implements RawRows.Hashes {
        private final List<Subtree> wanted;
        private final long index;
        private final String field;
        private List<GrowingTree> trees = List.of();
        private byte[] leaf = new byte[0];
        private long rows;

        /// @param index of the first leaf that must still be there
        /// @param field that names it
        Subtrees(List<Subtree> wanted, long index, String field) {
            this.wanted = wanted;
            this.index = index;
            this.field = field;
        }

        @Override
        public void begins(Beginning beginning) {
            if (index < beginning.size()) {
                throw ProblemException.field(
                        field, "must be later: the rows up to " + beginning.size() + " were removed by retention");
            }
            trees = wanted.stream()
                    .map(subtree -> beginning.within(subtree.from(), subtree.to()))
                    .toList();
            rows = beginning.size();
        }

        @Override
        public void accept(byte[] hash) {
            for (int i = 0; i < wanted.size(); i++) {
                if (rows >= wanted.get(i).from() && rows < wanted.get(i).to()) {
                    trees.get(i).add(hash);
                }
            }
            if (rows == index) {
                leaf = hash;
            }
            rows++;
        }

        long rows() {
            return rows;
        }

        byte[] leaf() {
            return leaf;
        }

        List<byte[]> heads() {
            return trees.stream().map(GrowingTree::root).toList();
        }
    }
}
