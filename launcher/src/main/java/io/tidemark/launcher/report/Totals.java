package io.tidemark.launcher.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.scan.Job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How much was found, as history-service registered it.
final class Totals {
    private final Api api;
    private final Job job;

    Totals(Api api, Job job) {
        this.api = api;
        this.job = job;
    }

    List<String> lines() {
        JsonNode snapshot = api.get(Service.HISTORY, "/api/snapshots/" + job.id());
        JsonNode manifest = api.get(Service.HISTORY, "/api/snapshots/" + job.id() + "/manifest");
        Table table = new Table("Found in " + job.root());
        table.row("entries", Table.count(snapshot.path("entries").asLong()));
        table.row("directories", Table.count(snapshot.path("directories").asLong()));
        table.row("bytes", Table.bytes(snapshot.path("sizeBytes").asLong()));
        table.row("bytes on disk", Table.bytes(snapshot.path("allocatedBytes").asLong()));
        duCount(snapshot, manifest, table);
        table.row(
                "time",
                String.format(
                        Locale.ROOT, "%.1f s, %,.0f entries a second", job.elapsedSeconds(), job.entriesPerSecond()));
        coverage(snapshot, table);
        List<String> lines = new ArrayList<>(table.lines());
        lines.addAll(examples(manifest.path("errors")));
        return lines;
    }

    /// `du` counts the blocks of the directories too.
    private static void duCount(JsonNode snapshot, JsonNode manifest, Table table) {
        JsonNode own = manifest.findPath("directoryAllocatedBytes");
        if (own.isNumber()) {
            long all = snapshot.path("allocatedBytes").asLong() + own.asLong();
            table.row("as du counts", Table.bytes(all) + ", directories' own blocks included");
        }
    }

    private static void coverage(JsonNode snapshot, Table table) {
        double coverage = snapshot.path("coverage").asDouble();
        long errors = snapshot.path("errors").asLong();
        if (coverage < 1 || errors > 0) {
            table.row("coverage", String.format(Locale.ROOT, "%.4f %%: %,d could not be read", coverage * 100, errors));
        }
    }

    private static List<String> examples(JsonNode errors) {
        List<String> lines = new ArrayList<>();
        for (JsonNode kind : errors) {
            lines.add("    not read: " + kind.path("kind").asText() + ", "
                    + Table.count(kind.path("count").asLong()) + " times, for example "
                    + Table.printable(kind.path("examples").path(0).path("path").asText()));
        }
        return lines;
    }
}
