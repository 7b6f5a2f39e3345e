package io.tidemark.launcher.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.platform.size.ByteSize;

import java.util.List;
import java.util.Locale;

/// A forecast in words.
final class ForecastWords {
    private ForecastWords() {}

    static List<String> of(JsonNode forecast) {
        return forecast.path("status").asText().equals("ready") ? ready(forecast) : List.of(tooEarly(forecast));
    }

    private static String tooEarly(JsonNode forecast) {
        long have = forecast.path("daysOfHistory").asLong();
        long need = forecast.path("daysNeeded").asLong();
        return String.format(
                Locale.ROOT,
                "not enough history yet: %d %s of %d; %d more needed",
                have,
                have == 1 ? "day" : "days",
                need,
                Math.max(0, need - have));
    }

    private static List<String> ready(JsonNode forecast) {
        long growth = forecast.path("growthBytesPerDay").asLong();
        return List.of(
                full(forecast.path("full")),
                (growth < 0 ? "" : "+") + ByteSize.format(growth) + " a day, model "
                        + forecast.path("model").asText());
    }

    private static String full(JsonNode full) {
        return switch (full.path("status").asText()) {
            case "expected" ->
                "full around " + full.path("median").asText() + " (between "
                        + full.path("earliest").asText() + " and "
                        + full.path("latest").asText("later") + ")";
            case "already-full" -> "full now";
            default -> "not full within the horizon";
        };
    }
}
