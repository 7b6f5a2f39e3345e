package io.tidemark.launcher.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.scan.Job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Who and what takes the space.
final class Usage {
    private static final int LIMIT = 10;

    private final Api api;
    private final Job job;

    Usage(Api api, Job job) {
        this.api = api;
        this.job = job;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        JsonNode extensions = distribution("extension");
        lines.addAll(table("Usage by extension", extensions, "(none)"));
        lines.addAll(table("Usage by owner", distribution("owner"), "(nobody)"));
        lines.addAll(missing(extensions.path("basis")));
        return lines;
    }

    private JsonNode distribution(String by) {
        return api.get(
                Service.ANALYTICS, "/api/analytics/distribution?by=" + by + "&limit=" + LIMIT + "&" + Scope.of(job));
    }

    private static List<String> table(String title, JsonNode answer, String unnamed) {
        Table table = new Table(title);
        answer.path("items").forEach(share -> row(table, share, name(share, unnamed)));
        JsonNode other = answer.path("other");
        if (other.path("groups").asLong() > 0) {
            row(table, other, Table.count(other.path("groups").asLong()) + " others");
        }
        return table.lines();
    }

    private static String name(JsonNode share, String unnamed) {
        String key = share.path("key").asText();
        return key.isEmpty() ? unnamed : key;
    }

    private static void row(Table table, JsonNode sum, String name) {
        table.row(
                name,
                Table.count(sum.path("entries").asLong()) + " entries",
                String.format(Locale.ROOT, "%.1f %%", sum.path("share").asDouble() * 100),
                Table.bytes(sum.path("sizeBytes").asLong()));
    }

    /// What the answers above do not know.
    private static List<String> missing(JsonNode basis) {
        List<String> lines = new ArrayList<>();
        for (JsonNode one : basis.path("missing")) {
            lines.add("  not in these answers: " + one.path("server").asText() + " "
                    + Table.printable(one.path("root").asText()) + ", "
                    + one.path("reason").asText());
        }
        return lines;
    }
}
