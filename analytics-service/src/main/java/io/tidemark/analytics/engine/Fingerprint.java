package io.tidemark.analytics.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Names an answer by what it is made from. Snapshots never change, so the same question over the same
/// snapshots has the same answer, but for their age.
final class Fingerprint {
    /// To be changed with the meaning of answers, so that no copy outlives it.
    private static final String EDITION = "2";

    private Fingerprint() {}

    static String of(Question<?> question, Basis basis, List<HeldSnapshot> over) {
        String content = Stream.of(
                        EDITION,
                        question,
                        basis.snapshots().stream().map(Basis.Used::id).toList(),
                        over.stream().map(HeldSnapshot::content).toList(),
                        basis.missing(),
                        basis.setAside(),
                        basis.stale())
                .map(String::valueOf)
                .collect(Collectors.joining("\n"));
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
