package io.tidemark.forecast.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.forecast.capacity.Forecast;
import io.tidemark.forecast.capacity.Outcome;
import io.tidemark.forecast.capacity.Outcome.InsufficientHistory;
import io.tidemark.forecast.capacity.Outcome.Ready;
import io.tidemark.platform.client.Json;

/// Writes forecasts as JSON and reads them back. What later versions add is ignored when read by earlier ones.
final class ForecastDocument {

    private static final JsonMapper JSON =
            Json.lenient().rebuild().addMixIn(Outcome.class, OutcomeForm.class).build();

    private ForecastDocument() {}

    static String write(Forecast forecast) {
        try {
            return JSON.writeValueAsString(forecast);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a forecast cannot be written", e);
        }
    }

    static Forecast read(String document) {
        try {
            return JSON.readValue(document, Forecast.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored forecast cannot be read", e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "status")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Ready.class, name = "ready"),
        @JsonSubTypes.Type(value = InsufficientHistory.class, name = "insufficient-history")
    })
    private interface OutcomeForm {}
}
