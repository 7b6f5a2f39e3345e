package io.tidemark.analytics.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How far the files of one job are compared. Files of equal size are rivals; of rivals first beginning and end are
/// hashed, and all of those only that agree in these. For one thread at a time.
public final class Proof {
    private final List<Suspect> suspects;
    private final List<Finding> findings;
    private final List<Rivals> rivals;
    private final Map<String, List<Integer>> byServer = new HashMap<>();

    /// Files of one size that may be compared with each other.
    private static final class Rivals {
        /// Those that can be compared.
        private int live;

        private final Map<String, Integer> partials = new HashMap<>();

        boolean agree(String partial) {
            return partials.getOrDefault(partial, 0) > 1;
        }
    }

    private record Kind(String tenant, long sizeBytes) {}

    public Proof(List<Suspect> suspects) {
        this.suspects = List.copyOf(suspects);
        this.findings = new ArrayList<>(suspects.size());
        this.rivals = new ArrayList<>(suspects.size());
        Map<Kind, Rivals> bySize = new HashMap<>();
        for (Suspect suspect : this.suspects) {
            Rivals those =
                    bySize.computeIfAbsent(new Kind(suspect.tenant(), suspect.sizeBytes()), kind -> new Rivals());
            those.live++;
            rivals.add(those);
            findings.add(Finding.NOTHING);
            byServer.computeIfAbsent(suspect.server(), server -> new ArrayList<>())
                    .add(findings.size() - 1);
            first(suspect).ifPresent(reason -> put(findings.size() - 1, new Finding.Unproven(reason)));
        }
    }

    private static Optional<Reason> first(Suspect suspect) {
        if (!suspect.isRecorded()) {
            return Optional.of(Reason.NOT_RECORDED);
        }
        return suspect.mayBeStub() ? Optional.of(Reason.STUB) : Optional.empty();
    }

    public List<Suspect> suspects() {
        return suspects;
    }

    Finding finding(int number) {
        return findings.get(number);
    }

    /// What has to be hashed of a file next; nothing where that could prove nothing.
    Optional<Stage> due(int number) {
        Rivals those = rivals.get(number);
        if (those.live < 2) {
            return Optional.empty();
        }
        return switch (findings.get(number)) {
            case Finding.Nothing nothing ->
                Optional.of(suspects.get(number).sizeBytes() <= 2 * Stage.PIECE ? Stage.FULL : Stage.PARTIAL);
            case Finding.Partial partial -> those.agree(partial.hash()) ? Optional.of(Stage.FULL) : Optional.empty();
            case Finding.Whole whole -> Optional.empty();
            case Finding.Unproven unproven -> Optional.empty();
        };
    }

    /// The files of a server that have to be hashed, largest first.
    List<Integer> due(String server, int most) {
        return byServer.getOrDefault(server, List.of()).stream()
                .filter(number -> due(number).isPresent())
                .limit(most)
                .toList();
    }

    /// How many files wait for each agent.
    Map<String, Long> waiting() {
        Map<String, Long> waiting = new HashMap<>();
        byServer.forEach((server, numbers) -> {
            long due =
                    numbers.stream().filter(number -> due(number).isPresent()).count();
            if (due > 0) {
                waiting.put(server, due);
            }
        });
        return waiting;
    }

    boolean isSettled() {
        for (int number = 0; number < findings.size(); number++) {
            if (due(number).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /// Takes what was asked for; what was not, or was answered before, changes nothing.
    ///
    /// @return whether it was taken
    boolean take(int number, Stage stage, Finding finding) {
        if (!due(number).equals(Optional.of(stage))) {
            return false;
        }
        put(number, finding);
        return true;
    }

    /// Gives up all that has still to be hashed.
    void giveUp(Reason reason) {
        for (int number = 0; number < findings.size(); number++) {
            if (due(number).isPresent()) {
                put(number, new Finding.Unproven(reason));
            }
        }
    }

    private void put(int number, Finding finding) {
        Rivals those = rivals.get(number);
        if (finding instanceof Finding.Partial partial) {
            those.partials.merge(partial.hash(), 1, Integer::sum);
        }
        if (finding instanceof Finding.Unproven) {
            those.live--;
            if (findings.get(number) instanceof Finding.Partial before) {
                those.partials.merge(before.hash(), -1, Integer::sum);
            }
        }
        findings.set(number, finding);
    }
}
