package io.tidemark.analytics.usage;

import io.tidemark.analytics.engine.Ground;
import io.tidemark.analytics.engine.HeldSnapshot;
import io.tidemark.analytics.engine.Question;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What the scans could not read, by root and reason, the most frequent first: unreadable folders, and
/// files that could not be examined, of which there is no row. Manifests tell it of whole roots; to who
/// sees a part of a root, its folders tell it.
public record Troubles() implements Question<List<Trouble>> {
    @Override
    public String kind() {
        return "errors";
    }

    @Override
    public List<Trouble> over(Ground ground) {
        return ground.snapshots().stream()
                .flatMap(Troubles::of)
                .sorted(Comparator.comparingLong(Trouble::count)
                        .reversed()
                        .thenComparing(Trouble::server)
                        .thenComparing(Trouble::root)
                        .thenComparing(Trouble::kind))
                .toList();
    }

    private static Stream<Trouble> of(HeldSnapshot held) {
        return held.manifest().errors().stream()
                .map(error -> new Trouble(
                        held.snapshot().server(),
                        held.snapshot().root(),
                        error.kind(),
                        error.count(),
                        error.examples()));
    }
}
