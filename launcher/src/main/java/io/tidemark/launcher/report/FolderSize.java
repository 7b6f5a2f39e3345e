package io.tidemark.launcher.report;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/// One folder of a tree with everything below it.
record FolderSize(String path, long bytes) {

    /// Adds all folders of an answer's tree.
    static void below(JsonNode tree, List<FolderSize> found) {
        branch(tree.path("root"), found);
    }

    private static void branch(JsonNode branch, List<FolderSize> found) {
        found.add(new FolderSize(
                branch.path("path").asText(), branch.path("sizeBytes").asLong()));
        branch.path("children").forEach(child -> branch(child, found));
    }
}
