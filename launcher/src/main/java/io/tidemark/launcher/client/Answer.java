package io.tidemark.launcher.client;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.stream.Collectors;

/// What a service answered.
///
/// @param status of HTTP
/// @param body as JSON; a missing node where there is none
public record Answer(int status, JsonNode body) {
    private static final int FIRST_ERROR = 300;

    public boolean isGood() {
        return status < FIRST_ERROR;
    }

    /// The reason a service gives for refusing, in its own words.
    public String reason() {
        String detail = body.path("detail").asText();
        String title = body.path("title").asText("HTTP " + status);
        JsonNode errors = body.path("errors");
        if (errors.size() > 1) {
            return errors.valueStream()
                    .map(error -> error.path("field").asText() + ": "
                            + error.path("message").asText())
                    .collect(Collectors.joining("; "));
        }
        return detail.isEmpty() ? title : detail;
    }
}
