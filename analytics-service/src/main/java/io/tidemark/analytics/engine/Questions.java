package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Catalogue;
import io.tidemark.analytics.source.Known;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.source.Snapshot;
import io.tidemark.analytics.source.SnapshotCache;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// Where every question starts: finds the newest snapshots it is about, holds them while it is answered,
/// and says in the [Basis] what the answer rests on. Snapshots that cannot be had are missing from the
/// answer; they do not fail it.
public final class Questions {
    private static final ProblemCode FOLDER_NOT_FOUND =
            new ProblemCode("folder-not-found", 404, "No snapshot has this folder");
    private static final Query HAVING = Query.of("""
            SELECT snapshot, error IS NOT DISTINCT FROM 'mount-point' AS only_mount_point
            FROM all_directories JOIN basis USING (filename) WHERE path = ?""");

    private final Catalogue catalogue;
    private final SnapshotCache cache;
    private final Engine engine;
    private final Duration patience;
    private final InstantSource clock;
    private final QuestionObserver observer;

    /// Puts together what every question needs.
    ///
    /// @param patience how long a question waits for snapshots to be fetched
    public Questions(
            Catalogue catalogue,
            SnapshotCache cache,
            Engine engine,
            Duration patience,
            InstantSource clock,
            QuestionObserver observer) {
        this.catalogue = catalogue;
        this.cache = cache;
        this.engine = engine;
        this.patience = patience;
        this.clock = clock;
        this.observer = observer;
    }

    /// Asks all snapshots of the selection, each byte of a server once.
    ///
    /// @param kind the question's name, for the observer
    public <T> Answer<T> everywhere(String kind, Selection selection, Function<Ground, T> question) {
        return observed(kind, () -> {
            Known known = catalogue.newest().within(selection);
            try (Holding holding = new Holding(cache, clock, patience)) {
                new Nesting(engine, holding).take(known.snapshots());
                T value = question.apply(new Ground(engine, holding.held()));
                return new Answer<>(value, holding.basis(known));
            }
        });
    }

    /// Asks, for each server of the selection, the newest snapshot that has a folder.
    ///
    /// @throws ProblemException 404 where no snapshot has it, 503 where those that may have it cannot be
    ///     read now
    public <T> Answer<T> below(String kind, String folder, Selection selection, Function<Ground, T> question) {
        return observed(kind, () -> {
            Known known = catalogue.newest().within(selection).where(snapshot -> snapshot.reaches(folder));
            try (Holding holding = new Holding(cache, clock, patience)) {
                holding.take(known.snapshots());
                List<HeldSnapshot> having = newestHaving(folder, holding);
                requireSome(having, folder, known, holding);
                T value = question.apply(new Ground(engine, having));
                return new Answer<>(value, holding.basis(known));
            }
        });
    }

    /// A snapshot that saw a mount point from outside knows nothing of what is in it; one that saw the
    /// inside goes first.
    private List<HeldSnapshot> newestHaving(String folder, Holding holding) {
        Map<String, Boolean> fromOutside = new HashMap<>();
        engine.ask(
                HAVING.with(folder),
                holding.held(),
                row -> fromOutside.put(row.text("snapshot"), row.flag("only_mount_point")));
        List<HeldSnapshot> newest = new ArrayList<>();
        holding.held().stream()
                .filter(held -> fromOutside.containsKey(idOf(held)))
                .sorted(Comparator.comparing((HeldSnapshot held) -> Boolean.TRUE.equals(fromOutside.get(idOf(held))))
                        .thenComparing(held -> held.snapshot().startedAt(), Comparator.reverseOrder()))
                .forEach(held -> keepNewest(held, newest, holding));
        newest.sort(Comparator.comparing(held -> held.snapshot().server()));
        return newest;
    }

    private static String idOf(HeldSnapshot held) {
        return held.snapshot().id().toString();
    }

    private static void keepNewest(HeldSnapshot held, List<HeldSnapshot> newest, Holding holding) {
        Snapshot snapshot = held.snapshot();
        newest.stream()
                .map(HeldSnapshot::snapshot)
                .filter(other -> other.server().equals(snapshot.server()))
                .findFirst()
                .ifPresentOrElse(newer -> holding.setAside(snapshot, newer), () -> newest.add(held));
    }

    private static void requireSome(List<HeldSnapshot> having, String folder, Known known, Holding holding) {
        if (!having.isEmpty()) {
            return;
        }
        if (holding.lacksSomething() || known.stale()) {
            throw new ProblemException(
                    ProblemCode.UNAVAILABLE,
                    "The snapshots that may have this folder cannot be read now; /health/ready tells more");
        }
        throw new ProblemException(
                FOLDER_NOT_FOUND,
                "No newest snapshot of the servers asked has the folder '" + shortened(folder)
                        + "'; GET /api/snapshots/latest of history lists their roots");
    }

    private static String shortened(String folder) {
        return folder.length() <= 200 ? folder : folder.substring(0, 200) + "...";
    }

    private <T> Answer<T> observed(String kind, Supplier<Answer<T>> question) {
        Instant started = clock.instant();
        boolean answered = false;
        try {
            Answer<T> answer = question.get();
            answered = true;
            return answer;
        } finally {
            observer.asked(kind, Duration.between(started, clock.instant()), answered);
        }
    }
}
