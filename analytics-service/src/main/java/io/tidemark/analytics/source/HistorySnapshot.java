package io.tidemark.analytics.source;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What this service reads of a snapshot in history's answers and events. Nothing is checked before
/// [#checked].
record HistorySnapshot(
        @Nullable UUID id,
        @Nullable String server,
        @Nullable String root,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        double coverage,
        long errors,
        @Nullable List<HistoryPart> parts,
        @Nullable String detail,
        boolean damaged) {

    private static final String FULL = "full";
    private static final String DIRECTORIES = "directories";

    record HistoryPart(
            @Nullable String file,
            @Nullable String kind,
            long rows,
            long bytes,
            @Nullable String sha256) {
        Part checked() {
            return new Part(
                    given(file, "file"), PartKind.named(given(kind, "kind")), rows, bytes, given(sha256, "sha256"));
        }
    }

    record HistoryPage(
            List<HistorySnapshot> items, @Nullable String nextCursor) {}

    static HistorySnapshot of(Snapshot snapshot) {
        List<HistoryPart> parts = snapshot.parts().stream()
                .map(p -> new HistoryPart(p.file(), p.kind().label(), p.rows(), p.bytes(), p.sha256()))
                .toList();
        return new HistorySnapshot(
                snapshot.id(),
                snapshot.server(),
                snapshot.root(),
                snapshot.startedAt(),
                snapshot.finishedAt(),
                snapshot.coverage(),
                snapshot.errors(),
                parts,
                snapshot.hasFoldersAlone() ? DIRECTORIES : FULL,
                false);
    }

    /// @throws IllegalArgumentException where something is absent or makes no sense
    Snapshot checked() {
        return new Snapshot(
                given(id, "id"),
                given(server, "server"),
                given(root, "root"),
                given(startedAt, "startedAt"),
                given(finishedAt, "finishedAt"),
                coverage,
                errors,
                given(parts, "parts").stream().map(HistoryPart::checked).toList(),
                lacking());
    }

    /// A record that says nothing of detail and damage keeps everything.
    private String lacking() {
        if (damaged) {
            return "history found it damaged and could not repair it yet";
        }
        if (detail == null || detail.equals(FULL)) {
            return "";
        }
        return detail.equals(DIRECTORIES) ? Snapshot.FOLDERS_ALONE : "retention kept only its " + detail;
    }

    Missing unusable(IllegalArgumentException why) {
        return new Missing(
                server == null ? "" : server,
                root == null ? "" : root,
                "history describes this snapshot in a way that makes no sense: " + why.getMessage());
    }

    private static <T> T given(@Nullable T value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is absent");
        }
        return value;
    }
}
