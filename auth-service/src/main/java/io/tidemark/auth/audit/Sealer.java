package io.tidemark.auth.audit;

import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.CheckpointFile;
import io.tidemark.auth.seal.GrowingTree;
import io.tidemark.auth.seal.NoteKey;
import io.tidemark.auth.seal.NoteVerifier;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Signs what the log is, again and again, and never signs two histories: a row that does not follow what was signed
/// before stops it until somebody has looked.
public final class Sealer {
    private final RawRows rows;
    private final NoteKey key;
    private final List<CheckpointFile> files;
    private final InstantSource clock;
    private GrowingTree tree = new GrowingTree();
    private byte[] lastHash = HexFormat.of().parseHex(AuditChain.START);
    private @Nullable Checkpoint last;
    private boolean begun;

    /// @param files where each checkpoint goes; the first is this service's own
    public Sealer(RawRows rows, NoteKey key, List<CheckpointFile> files, InstantSource clock) {
        this.rows = rows;
        this.key = key;
        this.files = List.copyOf(files);
        this.clock = clock;
    }

    public NoteVerifier verifier() {
        return key.verifier();
    }

    /// The notes of all files, whoever signed them.
    public List<String> notes() {
        return files.stream().flatMap(file -> file.notes().stream()).distinct().toList();
    }

    /// The checkpoints that this log's key signed, of all files.
    public List<Checkpoint> checkpoints() {
        return notes().stream()
                .map(note -> Checkpoint.open(key.verifier(), note))
                .flatMap(Optional::stream)
                .toList();
    }

    /// Signs the rows that came since the last time, after checking each; empty where none came.
    ///
    /// @throws BrokenLog where the log is not what was signed before, or a new row was changed
    public synchronized Optional<Checkpoint> seal() {
        if (!begun) {
            begin();
        }
        long before = tree.size();
        rows.forEach(before, this::take);
        if (tree.size() == before && last != null) {
            return Optional.empty();
        }
        Checkpoint checkpoint = Checkpoint.sign(key, tree.size(), tree.root(), now());
        files.forEach(file -> file.append(checkpoint));
        last = checkpoint;
        return Optional.of(checkpoint);
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
        return last == null || now.isAfter(last.at()) ? now : last.at();
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
