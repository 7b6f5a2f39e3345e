package io.tidemark.history.retention;

import io.tidemark.history.retention.Bases.Choice;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.SnapshotId;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Says what is to become of the snapshots of one root. It asks nothing and changes nothing: equal
/// questions get equal answers, and whoever carries a plan out and asks again at the same time is told
/// to keep all that is left.
///
/// In this order: what is held stays as it is; the first and the newest stay whole; both snapshots
/// around a large change stay whole for a time; of the others those that are the last of a period that
/// counts stay as their age allows, and all others go. Nothing is ever restored. A base stays as long
/// as something that stays refers to it, whatever else is said of it; and what stays whole besides may
/// be kept as a difference.
public final class RetentionPlanner {

    private record Verdict(Detail detail, String reason) {}

    private final Rules rules;
    private final Instant now;

    public RetentionPlanner(Rules rules, Instant now) {
        this.rules = rules;
        this.now = now;
    }

    /// The operations in the order of the scans, one for each snapshot that is not gone already.
    public List<Operation> plan(List<Candidate> snapshots) {
        List<Candidate> inOrder = snapshots.stream()
                .filter(one -> one.detail() != Detail.GONE)
                .sorted(Comparator.comparing(Candidate::startedAt).thenComparing(Candidate::id))
                .toList();
        Map<SnapshotId, Verdict> verdicts = verdicts(inOrder);
        keepBases(inOrder, verdicts);
        Map<SnapshotId, Choice> choices = new Bases(staying(inOrder, verdicts), now).choose(whole(inOrder, verdicts));
        return inOrder.stream()
                .map(one -> operation(one, Objects.requireNonNull(verdicts.get(one.id())), choices.get(one.id())))
                .toList();
    }

    private Map<SnapshotId, Verdict> verdicts(List<Candidate> inOrder) {
        Map<SnapshotId, String> chosen = chosen(inOrder);
        Set<SnapshotId> besideLargeChange = besideLargeChange(inOrder);
        Map<SnapshotId, Verdict> verdicts = new HashMap<>();
        inOrder.forEach(one -> verdicts.put(one.id(), verdict(one, inOrder, chosen, besideLargeChange)));
        return verdicts;
    }

    /// A difference needs as much of its base as is left of itself.
    private static void keepBases(List<Candidate> inOrder, Map<SnapshotId, Verdict> verdicts) {
        for (Candidate one : inOrder) {
            SnapshotId base = one.base();
            Detail left = left(one, verdicts);
            if (base != null && Detail.TOTALS.isLessThan(left)) {
                verdicts.computeIfPresent(
                        base,
                        (_, verdict) ->
                                verdict.detail().isLessThan(left) ? new Verdict(left, "base of others") : verdict);
            }
        }
    }

    private static Detail left(Candidate one, Map<SnapshotId, Verdict> verdicts) {
        Detail to = Objects.requireNonNull(verdicts.get(one.id())).detail();
        return to.isLessThan(one.detail()) ? to : one.detail();
    }

    private static List<Candidate> staying(List<Candidate> inOrder, Map<SnapshotId, Verdict> verdicts) {
        return inOrder.stream()
                .filter(one -> left(one, verdicts) != Detail.GONE)
                .toList();
    }

    private static Set<SnapshotId> whole(List<Candidate> inOrder, Map<SnapshotId, Verdict> verdicts) {
        return inOrder.stream()
                .filter(one -> left(one, verdicts) == Detail.FULL && !one.equals(newestSound(inOrder)))
                .map(Candidate::id)
                .collect(Collectors.toSet());
    }

    private Verdict verdict(
            Candidate one, List<Candidate> inOrder, Map<SnapshotId, String> chosen, Set<SnapshotId> besideLargeChange) {
        if (one.held()) {
            return new Verdict(one.detail(), "held");
        }
        if (one.equals(inOrder.getLast()) || one.equals(newestSound(inOrder))) {
            return new Verdict(Detail.FULL, "newest");
        }
        if (one.equals(inOrder.getFirst())) {
            return new Verdict(Detail.FULL, "first");
        }
        if (besideLargeChange.contains(one.id())) {
            return new Verdict(Detail.FULL, "large change");
        }
        String kept = rules.newest().isEmpty() ? "every snapshot" : chosen.get(one.id());
        Detail byAge = rules.detailAt(age(one));
        if (kept == null) {
            return new Verdict(Detail.GONE, "last of no period that counts");
        }
        return new Verdict(byAge, byAge == Detail.FULL ? kept : kept + ", as old as it is");
    }

    /// What is offered as the newest while later ones are damaged.
    private static @Nullable Candidate newestSound(List<Candidate> inOrder) {
        return inOrder.reversed().stream()
                .filter(one -> !one.damaged() && one.detail() == Detail.FULL)
                .findFirst()
                .orElse(null);
    }

    private static Operation operation(Candidate one, Verdict verdict, @Nullable Choice choice) {
        if (choice != null) {
            long frees = one.bytesIn(Detail.FULL) - choice.keptBytes();
            return new Operation.Differ(one.id(), choice.base().id(), frees, verdict.reason());
        }
        Detail to = verdict.detail();
        if (!to.isLessThan(one.detail())) {
            return new Operation.Keep(one.id(), one.level(), verdict.reason());
        }
        long frees = one.bytesIn(one.detail()) - one.bytesIn(to);
        return to == Detail.GONE
                ? new Operation.Remove(one.id(), one.level(), frees, verdict.reason())
                : new Operation.Reduce(one.id(), one.level(), Level.of(to, false), frees, verdict.reason());
    }

    /// The last snapshot of each of the newest periods that have one, with the period's name.
    private Map<SnapshotId, String> chosen(List<Candidate> inOrder) {
        Map<SnapshotId, String> chosen = new HashMap<>();
        rules.newest().forEach((period, count) -> {
            Set<Long> seen = new HashSet<>();
            for (Candidate one : inOrder.reversed()) {
                if (seen.size() < count && seen.add(period.of(one.startedAt()))) {
                    chosen.putIfAbsent(one.id(), period.word());
                }
            }
        });
        return chosen;
    }

    private Set<SnapshotId> besideLargeChange(List<Candidate> inOrder) {
        Set<SnapshotId> beside = new HashSet<>();
        for (int i = 1; i < inOrder.size(); i++) {
            Candidate after = inOrder.get(i);
            if (after.changedShare() >= rules.largeChange() && age(after).compareTo(rules.largeChangeFor()) <= 0) {
                beside.add(inOrder.get(i - 1).id());
                beside.add(after.id());
            }
        }
        return beside;
    }

    private Duration age(Candidate one) {
        return Duration.between(one.startedAt(), now);
    }
}
