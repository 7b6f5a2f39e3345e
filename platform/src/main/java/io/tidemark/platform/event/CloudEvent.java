package io.tidemark.platform.event;

import com.fasterxml.jackson.databind.JsonNode;

import java.time.Instant;

/// An event in the CloudEvents 1.0 JSON format.
///
/// @param specversion always `1.0`
/// @param id grows within a source; also the id of the server-sent event, so that a reader can go on behind it
/// @param source the service that tells it, such as `/history`
/// @param type what happened, such as `io.tidemark.snapshot.registered`
/// @param subject what it happened to; events of one subject come in order
/// @param time when it happened
/// @param data the details, by type
public record CloudEvent(
        String specversion, String id, String source, String type, String subject, Instant time, JsonNode data) {
    public CloudEvent {
        if (!"1.0".equals(specversion)) {
            throw new IllegalArgumentException("Only CloudEvents 1.0 are understood, not " + specversion);
        }
    }

    public static CloudEvent of(String id, String source, String type, String subject, Instant time, JsonNode data) {
        return new CloudEvent("1.0", id, source, type, subject, time, data);
    }
}
