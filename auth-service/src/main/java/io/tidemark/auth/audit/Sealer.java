package io.tidemark.auth.audit;

import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.CheckpointPlace;
import io.tidemark.auth.seal.GrowingTree;
import io.tidemark.auth.seal.NoteKey;
import io.tidemark.auth.seal.NoteVerifier;
import org.jspecify.annotations.Nullable;

import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Signs what the log is, again and again, and never signs two histories: a row that does not follow what was signed
/// before stops it until somebody has looked.
public final class Sealer {
    private final RawRows rows;
    private final NoteKey key;
    private final CheckpointPlace own;
    private final List<Copy> copies;
    private final InstantSource clock;
    private GrowingTree tree = new GrowingTree();
    private byte[] lastHash = HexFormat.of().parseHex(AuditChain.START);
    private volatile @Nullable Checkpoint last;
    private boolean begun;

    /// @param own where each checkpoint goes before it counts
    /// @param copies where it goes too, as soon as they can be reached
    public Sealer(
            RawRows rows,
            NoteKey key,
            CheckpointPlace own,
            List<? extends CheckpointPlace> copies,
            InstantSource clock) {
        this.rows = rows;
        this.key = key;
        this.own = own;
        this.copies = copies.stream().map(Copy::new).toList();
        this.clock = clock;
    }

    public NoteVerifier verifier() {
        return key.verifier();
    }

    /// The notes of all places, whoever signed them.
    ///
    /// @throws UncheckedIOException where one of them cannot be read
    public List<String> notes() {
        return Stream.concat(Stream.of(own), copies.stream().map(copy -> copy.place))
                .flatMap(place -> place.notes().stream())
                .distinct()
                .toList();
    }

    /// The checkpoints that this log's key signed, of all places.
    public List<Checkpoint> checkpoints() {
        return signed(notes());
    }

    /// Those of this service's own place that are longer than this, shortest first.
    public List<Checkpoint> behind(long size) {
        return signed(own.notes()).stream()
                .filter(checkpoint -> checkpoint.size() > size)
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .toList();
    }

    /// What was signed last; empty until this service did or looked for the first time since its start.
    public Optional<Checkpoint> last() {
        return Optional.ofNullable(last);
    }

    private List<Checkpoint> signed(List<String> notes) {
        return notes.stream()
                .map(note -> Checkpoint.open(key.verifier(), note))
                .flatMap(Optional::stream)
                .toList();
    }

    /// Signs the rows that came since the last time, after checking each; empty where none came.
    ///
    /// @throws BrokenLog where the log is not what was signed before, or a new row was changed
    /// @throws UncheckedIOException where the own place fails; the first time also where any of them
    /// cannot be read, as what is kept there might say that the log is not the old one
    public synchronized Optional<Checkpoint> seal() {
        if (!begun) {
            begin();
        }
        rows.forEach(tree.size(), this::take);
        @Nullable Checkpoint before = last;
        if (before != null && before.size() == tree.size()) {
            return Optional.empty();
        }
        Checkpoint checkpoint = Checkpoint.sign(key, tree.size(), tree.root(), now());
        own.append(checkpoint);
        last = checkpoint;
        return Optional.of(checkpoint);
    }

    /// Brings the last checkpoint wherever it is not yet. What was missed meanwhile is not made up for: the last one
    /// covers it.
    ///
    /// @return the troubles, one for each place that still lacks it
    public synchronized List<String> copy() {
        return last().map(newest -> copies.stream()
                        .flatMap(copy -> copy.bring(newest).stream())
                        .toList())
                .orElse(List.of());
    }

    /// The tree as it was signed last, or an empty one.
    private void begin() {
        tree = new GrowingTree();
        lastHash = HexFormat.of().parseHex(AuditChain.START);
        Optional<Checkpoint> newest = newest();
        if (newest.isPresent()) {
            rebuild(newest.get());
        }
        begun = true;
    }

    private void rebuild(Checkpoint sealed) {
        Rebuilt rebuilt = new Rebuilt(sealed.size());
        rows.hashes(rebuilt);
        String root = Base64.getEncoder().encodeToString(rebuilt.tree.root());
        if (rebuilt.tree.size() != sealed.size() || !root.equals(sealed.root())) {
            throw new BrokenLog(
                    "the first " + sealed.size() + " rows are not those that were signed at " + sealed.at());
        }
        tree = rebuilt.tree;
        lastHash = rebuilt.last;
        last = sealed;
    }

    private Optional<Checkpoint> newest() {
        return checkpoints().stream().max(Comparator.comparingLong(Checkpoint::size));
    }

    private void take(RawRow row) {
        boolean follows = row.sequence() == tree.size() + 1 && Arrays.equals(row.previous(), lastHash);
        if (!follows || !Arrays.equals(AuditChain.hash(row, lastHash), row.hash())) {
            begun = false;
            throw new BrokenLog("row " + row.sequence() + " does not follow what was written before it");
        }
        tree.add(row.hash());
        lastHash = row.hash();
    }

    /// Never before the last one, whatever the clock says.
    private Instant now() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return last().map(Checkpoint::at).filter(now::isBefore).orElse(now);
    }

    /// A place beside the own one.
    private static final class Copy {
        private final CheckpointPlace place;
        private long size = -1;

        Copy(CheckpointPlace place) {
            this.place = place;
        }

        Optional<String> bring(Checkpoint newest) {
            try {
                if (size < newest.size() && !isThere(newest)) {
                    place.append(newest);
                }
                size = newest.size();
                return Optional.empty();
            } catch (UncheckedIOException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        /// What was brought before the service's last start is not brought again.
        private boolean isThere(Checkpoint newest) {
            return size < 0 && place.notes().contains(newest.note());
        }
    }

    /// The log as it was when it had so many rows.
    private static final class Rebuilt implements RawRows.Hashes {
        private final long size;
        private GrowingTree tree = new GrowingTree();
        private byte[] last = new byte[0];

        Rebuilt(long size) {
            this.size = size;
        }

        @Override
        public void begins(Beginning beginning) {
            tree = beginning.tree();
            last = beginning.last();
        }

        @Override
        public void accept(byte[] hash) {
            if (tree.size() < size) {
                tree.add(hash);
                last = hash;
            }
        }
    }

    /// The log is not what it was.
    public static final class BrokenLog extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenLog(String message) {
            super(message);
        }
    }
}
