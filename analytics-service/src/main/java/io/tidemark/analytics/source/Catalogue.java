package io.tidemark.analytics.source;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Which snapshots there are: the newest of every server and root, and every one that is kept.
public final class Catalogue {
    private static final ProblemCode NOT_FOUND =
            new ProblemCode("snapshot-not-found", 404, "There is no such snapshot");

    private final Memory newest;
    private final Memory all;

    /// Knows nothing until it is asked first.
    ///
    /// @param kept the snapshots on the local disk
    /// @param freshFor for how long the record is not asked again, whether it answered or not
    public Catalogue(
            SnapshotSource source,
            Supplier<Collection<Snapshot>> kept,
            InstantSource clock,
            Supplier<Duration> freshFor) {
        this.newest = new Memory(source::newest, () -> newestOf(kept.get()), clock, freshFor);
        this.all = new Memory(source::all, kept, clock, freshFor);
    }

    /// The newest snapshot of every server and root, in this order.
    public Known newest() {
        return newest.now();
    }

    /// The snapshots that a selection chooses, at most one of each server and root, in this order.
    ///
    /// @throws ProblemException 404 `snapshot-not-found` and 422 where snapshots were named that are not
    ///     there, or are two of one root
    public Known select(Selection selection) {
        return switch (selection.moment()) {
            case Moment.Newest now -> newest.now().within(selection);
            case Moment.At(Instant moment) ->
                newestIn(all.now().within(selection).where(s -> !s.startedAt().isAfter(moment)));
            case Moment.Two(Instant from, Instant to) -> both(all.now().within(selection), from, to);
            case Moment.Days days -> last(all.now().within(selection), days);
            case Moment.These(Set<UUID> ids) ->
                named(all.now().within(selection).where(s -> ids.contains(s.id())), ids);
        };
    }

    /// What the last question for the newest found, without asking; null before the first.
    public @Nullable Known lastKnown() {
        return newest.last();
    }

    /// Makes the next question ask the record, because something changed there.
    public void forget() {
        newest.forget();
        all.forget();
    }

    private static Known last(Known known, Moment.Days days) {
        String folder = days.folder();
        Map<List<Object>, Snapshot> ofEachDay = new LinkedHashMap<>();
        known.snapshots().stream()
                .filter(s -> folder == null || s.reaches(folder))
                .filter(s ->
                        !s.startedAt().isBefore(days.from()) && !s.startedAt().isAfter(days.to()))
                .sorted(Comparator.comparing(Snapshot::startedAt))
                .forEach(s -> ofEachDay.put(List.of(place(s), LocalDate.ofInstant(s.startedAt(), ZoneOffset.UTC)), s));
        Set<Snapshot> newest = ofEachDay.values().stream()
                .sorted(Comparator.comparing(Snapshot::startedAt).reversed())
                .limit(days.most())
                .collect(Collectors.toSet());
        return known.where(newest::contains);
    }

    private static Known both(Known known, Instant from, Instant to) {
        Known before = newestIn(known.where(s -> !s.startedAt().isAfter(from)));
        Known after = newestIn(known.where(s -> !s.startedAt().isAfter(to)));
        Set<List<String>> paired = new HashSet<>();
        before.snapshots().forEach(s -> paired.add(place(s)));
        Set<Snapshot> both = new HashSet<>(before.snapshots());
        List<Missing> unusable = new ArrayList<>(known.unusable());
        for (Snapshot snapshot : after.snapshots()) {
            if (paired.contains(place(snapshot))) {
                both.add(snapshot);
            } else {
                unusable.add(new Missing(
                        snapshot.server(), snapshot.root(), "it has no snapshot that had been started by " + from));
            }
        }
        Known chosen = known.where(both::contains);
        return new Known(
                chosen.snapshots(), unusable, known.listedAt(), chosen.whyAway().orElse(null));
    }

    private static List<String> place(Snapshot snapshot) {
        return List.of(snapshot.server(), snapshot.root());
    }

    private static Known newestIn(Known known) {
        Set<Snapshot> newest = new HashSet<>(newestOf(known.snapshots()));
        return known.where(newest::contains);
    }

    private static Known named(Known known, Set<UUID> ids) {
        Set<UUID> absent = new HashSet<>(ids);
        known.snapshots().forEach(s -> absent.remove(s.id()));
        if (!absent.isEmpty()) {
            throw new ProblemException(
                    NOT_FOUND,
                    "Not kept, or not of the servers and roots asked for: "
                            + absent.stream().map(UUID::toString).sorted().collect(Collectors.joining(", ")));
        }
        if (newestOf(known.snapshots()).size() < known.snapshots().size()) {
            throw ProblemException.field("snapshot", "must name at most one snapshot of each server and root");
        }
        return known;
    }

    private static List<Snapshot> newestOf(Collection<Snapshot> snapshots) {
        Map<List<String>, Snapshot> newest = new LinkedHashMap<>();
        for (Snapshot snapshot : snapshots) {
            newest.merge(place(snapshot), snapshot, (a, b) -> a.startedAt().isAfter(b.startedAt()) ? a : b);
        }
        return new ArrayList<>(newest.values());
    }
}
