package io.tidemark.launcher.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.scan.Job;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The ten largest folders and files, as analytics-service ranks them.
final class Largest {
    private static final int TEN = 10;
    private static final int DEPTH = 16;
    private static final int SHARE = 200;

    private final Api api;
    private final Job job;

    Largest(Api api, Job job) {
        this.api = api;
        this.job = job;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>(folders());
        lines.addAll(files());
        return lines;
    }

    private List<String> folders() {
        Table table = new Table("Largest folders");
        largestFolders().forEach(f -> table.row(Table.bytes(f.bytes()), f.path()));
        return table.lines();
    }

    /// First only folders above a small share of the root, which keeps the answer small; all of them where these are
    /// fewer than ten.
    private List<FolderSize> largestFolders() {
        List<FolderSize> large = tree(Math.max(1, job.bytes() / SHARE));
        return large.size() >= TEN ? large : tree(0);
    }

    private List<FolderSize> tree(long minBytes) {
        JsonNode answer = api.get(
                Service.ANALYTICS,
                "/api/folders/" + Api.segments(job.root()) + "/tree?depth=" + DEPTH + "&minBytes=" + minBytes + "&"
                        + Scope.of(job));
        List<FolderSize> found = new ArrayList<>();
        answer.path("items").forEach(tree -> FolderSize.below(tree, found));
        return found.stream()
                .filter(f -> !f.path().equals(job.root()))
                .sorted(Comparator.comparingLong(FolderSize::bytes).reversed().thenComparing(FolderSize::path))
                .limit(TEN)
                .toList();
    }

    private List<String> files() {
        JsonNode answer = api.get(Service.ANALYTICS, "/api/analytics/heavy-files?limit=" + TEN + "&" + Scope.of(job));
        Table table = new Table("Largest files");
        answer.path("items")
                .forEach(f -> table.row(
                        Table.bytes(f.path("sizeBytes").asLong()),
                        f.path("path").asText()));
        return table.lines();
    }
}
