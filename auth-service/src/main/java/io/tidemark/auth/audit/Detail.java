package io.tidemark.auth.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// What a row says beyond its columns of old: one text, part of the row's hash where it is not
/// empty. So rows from before there was any are verified as they were written.
///
/// @param trace 32 hexadecimal digits
/// @param before as JSON
/// @param after as JSON
record Detail(
        @Nullable String trace,
        @Nullable String before,
        @Nullable String after) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    /// Longer ones are named by their hash.
    private static final int LONGEST_SIDE = 4000;

    /// Compact JSON, always in this order; empty where there is nothing to say.
    static String text(AuditEvent event) {
        ObjectNode all = JSON.createObjectNode();
        if (event.trace() != null) {
            all.put("trace", event.trace());
        }
        if (event.before() != null) {
            all.set("before", tree(event.before()));
        }
        if (event.after() != null) {
            all.set("after", tree(event.after()));
        }
        return all.isEmpty() ? "" : all.toString();
    }

    /// @throws IllegalArgumentException where it is none
    static Detail read(String text) {
        JsonNode all = tree(text.isEmpty() ? "{}" : text);
        return new Detail(
                all.hasNonNull("trace") ? all.get("trace").asText() : null, side(all, "before"), side(all, "after"));
    }

    private static @Nullable String side(JsonNode all, String field) {
        return all.has(field) ? all.get(field).toString() : null;
    }

    /// Compact, and where it is too long its size and hash instead.
    ///
    /// @throws IllegalArgumentException where it is no JSON
    static @Nullable String side(String field, @Nullable String json) {
        if (json == null) {
            return null;
        }
        String compact = tree(json, field).toString();
        return compact.length() <= LONGEST_SIDE
                ? compact
                : "\"" + compact.length() + " characters of JSON, SHA-256 " + hash(compact) + "\"";
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode tree(String json) {
        return tree(json, "detail");
    }

    private static JsonNode tree(String json, String field) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(field + " must be JSON", e);
        }
    }
}
