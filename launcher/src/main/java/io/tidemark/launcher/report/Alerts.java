package io.tidemark.launcher.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Answer;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;

import java.util.List;

/// The alerts that fire.
final class Alerts {
    private final Api api;

    Alerts(Api api) {
        this.api = api;
    }

    List<String> lines() {
        Answer answer = api.look(Service.ALERT, "/api/alerts?state=firing");
        Table table = new Table("Alerts that fire");
        if (!answer.isGood()) {
            table.row("not available: " + answer.reason());
        }
        for (JsonNode alert : answer.body().path("items")) {
            table.row(
                    alert.path("severity").asText(),
                    alert.path("volume").asText(),
                    alert.path("summary").asText());
        }
        return table.lines();
    }
}
