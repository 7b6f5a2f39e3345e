package io.tidemark.history.retention;

import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.SnapshotId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Says which whole snapshots of a root are to be kept as a difference, and of which base.
///
/// Time is cut at the ends of weeks and months. Of a stretch that is over, the snapshot that is a base
/// already, otherwise the last whole one, is the base of all others: it is the one that counted periods
/// keep longest, so a base outlives what refers to it. A base is never a difference, and is not judged
/// by what depends on it.
final class Bases {

    /// Smaller ones gain nothing.
    private static final long FEWEST_BYTES = 64 * 1024;

    /// Where more than so much of the entries is thought to have changed, nothing is tried.
    private static final double MOST_CHANGED = 0.5;

    private final List<Candidate> inOrder;
    private final Instant now;
    private final Set<SnapshotId> bases = new HashSet<>();

    /// @param inOrder the snapshots of a root of which something stays, in the order of the scans
    Bases(List<Candidate> inOrder, Instant now) {
        this.inOrder = inOrder;
        this.now = now;
        for (Candidate one : inOrder) {
            SnapshotId base = one.base();
            if (base != null) {
                bases.add(base);
            }
        }
    }

    /// @param keptBytes how many bytes the difference is thought to take
    record Choice(Candidate base, long keptBytes) {}

    /// @param whole those of the snapshots that stay as they are, with everything
    Map<SnapshotId, Choice> choose(Set<SnapshotId> whole) {
        Map<SnapshotId, Choice> choices = new HashMap<>();
        stretches().values().forEach(stretch -> choose(stretch, whole, choices));
        return choices;
    }

    private Map<Stretch, List<Candidate>> stretches() {
        return inOrder.stream().collect(Collectors.groupingBy(one -> Stretch.of(one.startedAt())));
    }

    private void choose(List<Candidate> stretch, Set<SnapshotId> whole, Map<SnapshotId, Choice> choices) {
        Candidate base = base(stretch, whole);
        if (base == null || Stretch.of(now).equals(Stretch.of(base.startedAt()))) {
            return;
        }
        for (Candidate one : stretch) {
            double changed = changedBetween(one, base);
            if (whole.contains(one.id()) && mayDiffer(one, base) && changed <= MOST_CHANGED) {
                choices.put(one.id(), new Choice(base, Math.round(one.bytesIn(Detail.FULL) * changed)));
            }
        }
    }

    private @Nullable Candidate base(List<Candidate> stretch, Set<SnapshotId> whole) {
        List<Candidate> able = stretch.stream()
                .filter(one -> whole.contains(one.id()) && isWhole(one))
                .toList();
        return able.stream()
                .filter(one -> bases.contains(one.id()))
                .findFirst()
                .orElse(able.isEmpty() ? null : able.getLast());
    }

    private static boolean isWhole(Candidate one) {
        return one.detail() == Detail.FULL && one.base() == null && !one.damaged();
    }

    private boolean mayDiffer(Candidate one, Candidate base) {
        boolean isEnd = one.equals(inOrder.getFirst()) || one.equals(inOrder.getLast());
        return isWhole(one)
                && !one.equals(base)
                && !isEnd
                && !one.held()
                && !one.keptWhole()
                && !bases.contains(one.id())
                && one.bytesIn(Detail.FULL) >= FEWEST_BYTES;
    }

    /// At most, as far as it is known: changes of one entry count each time.
    private double changedBetween(Candidate one, Candidate other) {
        Instant from = one.startedAt().isBefore(other.startedAt()) ? one.startedAt() : other.startedAt();
        Instant to = one.startedAt().isBefore(other.startedAt()) ? other.startedAt() : one.startedAt();
        return inOrder.stream()
                .filter(each ->
                        each.startedAt().isAfter(from) && !each.startedAt().isAfter(to))
                .mapToDouble(Candidate::changedShare)
                .sum();
    }

    /// A week, or what of it is in one month.
    private record Stretch(long week, long month) {
        static Stretch of(Instant at) {
            return new Stretch(Period.WEEK.of(at), Period.MONTH.of(at));
        }
    }
}
