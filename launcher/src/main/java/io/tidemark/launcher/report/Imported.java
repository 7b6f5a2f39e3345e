package io.tidemark.launcher.report;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What became of an imported inventory.
public final class Imported {
    private Imported() {}

    /// @param answer history-service's
    public static List<String> lines(JsonNode answer) {
        JsonNode snapshot = answer.path("snapshot");
        String columns = answer.path("columns").properties().stream()
                .map(Imported::column)
                .sorted()
                .collect(Collectors.joining(", "));
        Table table = new Table("Snapshot " + snapshot.path("id").asText());
        table.row("server", snapshot.path("server").asText());
        table.row("root", snapshot.path("root").asText());
        table.row("started", snapshot.path("startedAt").asText());
        table.row("entries", Table.count(snapshot.path("entries").asLong()));
        table.row("folders", Table.count(snapshot.path("directories").asLong()));
        table.row("size", Table.bytes(snapshot.path("sizeBytes").asLong()));
        table.row("columns", columns.isEmpty() ? "those of the format" : columns);
        return table.lines();
    }

    private static String column(Map.Entry<String, JsonNode> column) {
        return column.getKey() + "=" + column.getValue().asText();
    }
}
