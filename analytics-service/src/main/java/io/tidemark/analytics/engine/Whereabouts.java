package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Known;
import io.tidemark.analytics.source.Snapshot;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Finds the snapshots that tell about one folder.
///
/// For each server that is the newest one that has the folder. A snapshot that saw it from
/// outside knows nothing of what is in it; one that saw the inside goes first. Where no snapshot of a
/// server has the folder, those whose roots lie in it are taken.
final class Whereabouts {
    private static final ProblemCode FOLDER_NOT_FOUND =
            new ProblemCode("folder-not-found", 404, "No snapshot has this folder");

    private final Answering answering;
    private final Holding holding;
    private final Known known;
    private final String folder;

    Whereabouts(Answering answering, Holding holding, Known known, String folder) {
        this.answering = answering;
        this.holding = holding;
        this.known = known;
        this.folder = folder;
    }

    /// The snapshots that have the folder or lie in it, by server and root.
    ///
    /// @throws ProblemException 404 where there are none, 503 where those that may have it cannot be read
    ///     now
    List<HeldSnapshot> find() {
        holding.take(known.snapshots().stream().filter(s -> s.reaches(folder)).toList());
        List<HeldSnapshot> found = newestHaving();
        found.addAll(inside(found));
        requireSome(found);
        found.sort(Comparator.comparing((HeldSnapshot held) -> held.snapshot().server())
                .thenComparing(held -> held.snapshot().root()));
        return found;
    }

    private List<HeldSnapshot> newestHaving() {
        List<HeldSnapshot> reaching = holding.held();
        Map<String, Boolean> fromOutside = answering.answer(new Having(folder), reaching);
        Map<String, HeldSnapshot> newest = new LinkedHashMap<>();
        reaching.stream()
                .filter(held -> fromOutside.containsKey(idOf(held)))
                .sorted(Comparator.comparing((HeldSnapshot held) -> Boolean.TRUE.equals(fromOutside.get(idOf(held))))
                        .thenComparing(held -> held.snapshot().startedAt(), Comparator.reverseOrder()))
                .forEach(held -> keepNewest(held, newest));
        return new ArrayList<>(newest.values());
    }

    private List<HeldSnapshot> inside(List<HeldSnapshot> having) {
        Set<String> served = new HashSet<>();
        having.forEach(held -> served.add(held.snapshot().server()));
        List<Snapshot> below = known.snapshots().stream()
                .filter(s -> !served.contains(s.server()) && s.isIn(folder))
                .toList();
        new Nesting(answering, holding).take(below);
        Set<UUID> ids = below.stream().map(Snapshot::id).collect(Collectors.toSet());
        return holding.held().stream()
                .filter(held -> ids.contains(held.snapshot().id()))
                .toList();
    }

    private static String idOf(HeldSnapshot held) {
        return held.snapshot().id().toString();
    }

    private void keepNewest(HeldSnapshot held, Map<String, HeldSnapshot> newest) {
        HeldSnapshot newer = newest.putIfAbsent(held.snapshot().server(), held);
        if (newer != null) {
            holding.setAside(held.snapshot(), newer.snapshot());
        }
    }

    private void requireSome(List<HeldSnapshot> found) {
        if (!found.isEmpty()) {
            return;
        }
        if (holding.lacksSomething() || known.stale()) {
            throw new ProblemException(
                    ProblemCode.UNAVAILABLE,
                    "The snapshots that may have this folder cannot be read now; /health/ready tells more");
        }
        throw new ProblemException(
                FOLDER_NOT_FOUND,
                "No snapshot of the servers asked has the folder '" + shortened(folder)
                        + "'; GET /api/snapshots/latest of history lists their roots");
    }

    private static String shortened(String folder) {
        return folder.length() <= 200 ? folder : folder.substring(0, 200) + "...";
    }

    /// Which snapshots have a folder, by id; true where they saw it only from outside, as a mount point
    /// or excluded.
    private record Having(String folder) implements Question<Map<String, Boolean>> {
        private static final Set<String> OUTSIDE = Set.of("mount-point", "excluded");

        @Override
        public String kind() {
            return "having";
        }

        @Override
        public Map<String, Boolean> over(Ground ground) {
            Map<String, Boolean> fromOutside = new HashMap<>();
            ground.folder(folder, row -> {
                String error = row.textOrNull("error");
                return fromOutside.put(row.text("snapshot"), error != null && OUTSIDE.contains(error));
            });
            return fromOutside;
        }
    }
}
