package io.tidemark.auth.audit;

import io.tidemark.auth.audit.Finding.Kind;
import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.GrowingTree;
import io.tidemark.auth.seal.NoteVerifier;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Holds a log against itself and against checkpoints that were signed while it grew. Takes the rows one after the
/// other; the first [#MAX_FINDINGS] findings are kept.
public final class Verification implements RawRows.Taker {
    /// What is wrong beyond so many places is wrong at all.
    public static final int MAX_FINDINGS = 100;

    private static final Pattern REMOVED = Pattern.compile("rows 1 to ([0-9]{1,18})");
    private static final Duration YOUNGEST = Duration.ofDays(365);

    private final NoteVerifier verifier;
    private final NavigableMap<Long, List<Checkpoint>> checkpoints = new TreeMap<>();
    private final Map<Long, RawRow> removals = new HashMap<>();
    private GrowingTree tree = new GrowingTree();
    private final List<Finding> findings = new ArrayList<>();
    private byte[] previous = HexFormat.of().parseHex(AuditChain.START);
    private long expected = 1;
    private long removed;
    private long sealedRows;
    private boolean sealHolds = true;
    private boolean behindLost;
    private boolean whole = true;
    private Instant lastWritten = Instant.MIN;

    /// @param notes signed notes from wherever they were kept, in any order
    public Verification(NoteVerifier verifier, Collection<String> notes) {
        this.verifier = verifier;
        for (String note : notes) {
            Checkpoint.open(verifier, note).ifPresentOrElse(this::expect, () -> foreign(note));
        }
    }

    /// What was removed was signed, so the tree goes on from there.
    @Override
    public void begins(Beginning beginning) {
        removed = beginning.size();
        if (removed > 0) {
            tree = beginning.tree();
            previous = beginning.last();
            expected = removed + 1;
            Checkpoint.open(verifier, beginning.checkpoint())
                    .filter(c -> c.size() == removed)
                    .ifPresentOrElse(this::expect, () -> foreign(beginning.checkpoint()));
            compare(checkpoints.getOrDefault(removed, List.of()));
        }
    }

    /// The next row, oldest first.
    @Override
    public void accept(RawRow row) {
        if (row.sequence() != expected) {
            find(Kind.ROW_MISSING, expected, row.sequence(), "row " + expected + " is missing or stands elsewhere");
        }
        if (!behindLost && !Arrays.equals(row.previous(), previous)) {
            find(Kind.CHAIN_BROKEN, row.sequence(), row.sequence(), "the row does not follow the one before it");
        }
        if (!hashFits(row)) {
            find(Kind.ROW_CHANGED, row.sequence(), row.sequence(), "a column was changed after the row was written");
        }
        if (row.recordedAt().isBefore(lastWritten)) {
            find(
                    Kind.CLOCK_BACK,
                    row.sequence(),
                    row.sequence(),
                    "the row says it was written before the one before it");
        }
        if (row.service().equals(AuditEvent.OWN_SERVICE) && row.action().equals(Retention.ACTION)) {
            removals.put(named(row.target()), row);
        }
        behindLost = false;
        lastWritten = row.recordedAt();
        previous = row.hash();
        expected = row.sequence() + 1;
        tree.add(row.hash());
        compare(checkpoints.getOrDefault(tree.size(), List.of()));
    }

    /// The tree ends here: what is behind can only be held against itself.
    @Override
    public void lost(Part part, Exception cause) {
        find(
                Kind.FILE_LOST,
                Math.max(part.first(), expected),
                part.last(),
                "the rows cannot be read from " + part.file() + ": it is gone, or damaged");
        expected = part.last() + 1;
        behindLost = true;
        whole = false;
    }

    /// The last row of those that the target of a removal names.
    private static long named(String target) {
        Matcher matcher = REMOVED.matcher(target);
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
    }

    /// Retention says what it removes, and removes nothing that is younger than a year.
    private boolean isSaid() {
        RawRow said = removals.get(removed);
        List<Checkpoint> sealed = checkpoints.getOrDefault(removed, List.of());
        return said != null && sealed.stream().noneMatch(c -> said.recordedAt().isBefore(c.at().plus(YOUNGEST)));
    }

    /// To be asked when all rows were given.
    public Result result() {
        if (removed > 0 && !isSaid()) {
            find(Kind.REMOVED_UNSAID, 1, removed, "these rows are gone, and no row says that retention removed them");
        }
        long last = whole ? tree.size() : expected - 1;
        Map<Long, List<Checkpoint>> beyond = checkpoints.tailMap(last, false);
        if (!beyond.isEmpty()) {
            long sealed = checkpoints.lastKey();
            find(
                    Kind.CUT_OFF,
                    last + 1,
                    sealed,
                    "the log ends after " + last + " rows, but " + sealed
                            + " were sealed: the tail was cut off, or an older backup was put back");
        }
        String root = Base64.getEncoder().encodeToString(tree.root());
        return new Result(tree.size(), removed, sealedRows, checkpoints.size(), root, findings);
    }

    private void compare(List<Checkpoint> sealed) {
        if (sealed.isEmpty() || !whole) {
            return;
        }
        String root = Base64.getEncoder().encodeToString(tree.root());
        boolean same = sealed.stream().allMatch(c -> c.root().equals(root));
        if (same && sealHolds) {
            sealedRows = tree.size();
        } else if (sealHolds) {
            sealHolds = false;
            find(
                    Kind.NOT_AS_SEALED,
                    sealedRows + 1,
                    tree.size(),
                    "these rows are not those that were sealed at "
                            + sealed.getFirst().at());
        }
    }

    /// A time beyond what microseconds can count was never written by us.
    private boolean hashFits(RawRow row) {
        try {
            return Arrays.equals(AuditChain.hash(row, row.previous()), row.hash());
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private void expect(Checkpoint checkpoint) {
        checkpoints
                .computeIfAbsent(checkpoint.size(), size -> new ArrayList<>())
                .add(checkpoint);
    }

    private void foreign(String note) {
        String first = note.lines().limit(2).reduce((a, b) -> a + " " + b).orElse("");
        find(Kind.FOREIGN_CHECKPOINT, 0, 0, "a checkpoint is not signed with the log's key: " + first);
    }

    private void find(Kind kind, long from, long to, String message) {
        if (findings.size() < MAX_FINDINGS) {
            findings.add(new Finding(kind, from, to, message));
        }
    }

    /// What came of it.
    ///
    /// @param rows how many the log has had so far
    /// @param removed how many of them, from the first, retention has removed
    /// @param sealedRows how many rows from the first are those that were sealed
    /// @param checkpoints how many different sizes were sealed
    /// @param root the tree head over all rows, in Base64
    public record Result(
            long rows, long removed, long sealedRows, int checkpoints, String root, List<Finding> findings) {
        public Result {
            findings = List.copyOf(findings);
        }

        public boolean intact() {
            return findings.isEmpty();
        }
    }
}
