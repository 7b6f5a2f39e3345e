package io.tidemark.launcher.scan;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;

/// A scan as scan-service tells of it.
///
/// @param startedAt the epoch where it has not begun
/// @param finishedAt when its snapshot was sealed, or it ended otherwise; the epoch before that
/// @param elapsedSeconds of the walk and the sealing
/// @param error why it failed; empty where it did not
public record Job(
        String id,
        String server,
        String root,
        JobState state,
        Instant startedAt,
        Instant finishedAt,
        long entries,
        long directories,
        long bytes,
        long allocatedBytes,
        long errors,
        double elapsedSeconds,
        double entriesPerSecond,
        String error) {

    static Job of(JsonNode json) {
        JsonNode progress = json.path("progress");
        return new Job(
                json.path("id").asText(),
                json.path("server").asText(),
                json.path("root").asText(),
                JobState.of(json.path("state").asText()),
                instant(json.path("startedAt").asText()),
                instant(json.path("finishedAt").asText()),
                progress.path("entries").asLong(),
                progress.path("directories").asLong(),
                progress.path("bytes").asLong(),
                progress.path("allocatedBytes").asLong(),
                progress.path("errors").asLong(),
                progress.path("elapsedSeconds").asDouble(),
                progress.path("entriesPerSecond").asDouble(),
                json.path("error").asText(""));
    }

    private static Instant instant(String text) {
        return text.isEmpty() || text.equals("null") ? Instant.EPOCH : Instant.parse(text);
    }
}
