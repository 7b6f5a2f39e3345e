package io.tidemark.launcher.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidemark.launcher.client.Answer;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.Pause;
import io.tidemark.launcher.scan.Job;

import java.util.List;
import java.util.Locale;

/// The volume the scan was on: how full it is, and when it will be.
final class Capacity {
    private static final int ATTEMPTS = 20;
    private static final long PAUSE_MILLIS = 500;

    private final Api api;
    private final Job job;

    Capacity(Api api, Job job) {
        this.api = api;
        this.job = job;
    }

    List<String> lines() {
        String volume = volume();
        Table table = new Table("Volume " + volume);
        capacity(table, sample(volume));
        forecast(table, volume);
        return table.lines();
    }

    /// History knows the mount point of the root; the scan's own sample of it is delivered beside the snapshot.
    private String volume() {
        JsonNode volume = api.get(Service.HISTORY, "/api/snapshots/" + job.id()).path("volume");
        return volume.isObject() ? volume.path("mountPoint").asText() : volume.asText();
    }

    private JsonNode sample(String volume) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            JsonNode samples = api.get(Service.HISTORY, "/api/samples/latest?server=" + Api.encode(job.server()));
            for (JsonNode sample : samples.path("items")) {
                if (sample.path("volume").asText().equals(volume)) {
                    return sample;
                }
            }
            Pause.millis(PAUSE_MILLIS);
        }
        return MissingNode.getInstance();
    }

    private static void capacity(Table table, JsonNode sample) {
        if (sample.isMissingNode()) {
            table.row("capacity", "history-service has no sample of it yet");
            return;
        }
        long size = sample.path("sizeBytes").asLong();
        long used = sample.path("usedBytes").asLong();
        table.row("size", Table.bytes(size));
        table.row(
                "used", Table.bytes(used) + String.format(Locale.ROOT, ", %.1f %%", 100.0 * used / Math.max(1, size)));
        table.row("available", Table.bytes(sample.path("availableBytes").asLong()));
    }

    /// A volume that forecast-service was never asked about before is looked at then; until it has, the list is empty.
    private void forecast(Table table, String volume) {
        String query = "/api/forecasts?server=" + Api.encode(job.server()) + "&volume=" + Api.encode(volume);
        Answer answer = api.look(Service.FORECAST, query);
        for (int attempt = 1; attempt < ATTEMPTS && nothing(answer); attempt++) {
            Pause.millis(PAUSE_MILLIS);
            answer = api.look(Service.FORECAST, query);
        }
        if (!answer.isGood()) {
            table.row("forecast", "not available: " + answer.reason());
        } else if (nothing(answer)) {
            table.row("forecast", "not enough history yet: forecast-service does not know this volume");
        } else {
            ForecastWords.of(answer.body().path("items").get(0)).forEach(words -> table.row("forecast", words));
        }
    }

    private static boolean nothing(Answer answer) {
        return !answer.isGood() || answer.body().path("items").isEmpty();
    }
}
