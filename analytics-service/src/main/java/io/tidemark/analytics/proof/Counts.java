package io.tidemark.analytics.proof;

import java.util.List;

/// How many files, each inode once, stand where; `files` = `proven` + `refuted` + `unproven` + `pending`.
///
/// @param proven have a copy
/// @param refuted differ from every other file of their size
/// @param unproven nobody can say, and why
/// @param pending their agents have not answered yet
public record Counts(
        long files,
        long sizeBytes,
        long proven,
        long refuted,
        long unproven,
        long pending,
        List<Lacking> unprovenReasons) {
    public Counts {
        unprovenReasons = List.copyOf(unprovenReasons);
    }

    /// How many for one reason.
    public record Lacking(String reason, long files) {}
}
