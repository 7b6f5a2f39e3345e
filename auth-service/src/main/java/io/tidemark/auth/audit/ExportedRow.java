package io.tidemark.auth.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;

/// A row as one line of JSON, and back: all that its hash is made of.
public final class ExportedRow {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HexFormat HEX = HexFormat.of();

    private ExportedRow() {}

    /// Without a line feed.
    public static byte[] line(RawRow row) {
        ObjectNode json = JSON.createObjectNode();
        json.put("sequence", row.sequence());
        json.put("recordedAt", row.recordedAt().toString());
        json.put("at", row.at().toString());
        json.put("service", row.service());
        json.put("action", row.action());
        json.put("subject", row.subject());
        json.put("client", row.client());
        json.put("reason", row.reason());
        json.put("target", row.target());
        json.put("count", row.count());
        if (!row.detail().isEmpty()) {
            json.put("detail", row.detail());
        }
        json.put("previous", HEX.formatHex(row.previous()));
        json.put("hash", HEX.formatHex(row.hash()));
        try {
            return JSON.writeValueAsBytes(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws IllegalArgumentException where the line is not such a row
    public static RawRow read(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return new RawRow(
                    json.required("sequence").longValue(),
                    Instant.parse(text(json, "recordedAt")),
                    Instant.parse(text(json, "at")),
                    text(json, "service"),
                    text(json, "action"),
                    text(json, "subject"),
                    text(json, "client"),
                    text(json, "reason"),
                    text(json, "target"),
                    json.required("count").longValue(),
                    json.path("detail").asText(""),
                    HEX.parseHex(text(json, "previous")),
                    HEX.parseHex(text(json, "hash")));
        } catch (IOException | DateTimeException e) {
            throw new IllegalArgumentException("not a row of the audit log: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode json, String field) {
        return json.required(field).textValue();
    }
}
