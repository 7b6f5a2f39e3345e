package io.tidemark.auth.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// What a row says beyond its columns of old: one text, part of the row's hash where it is not
/// empty. So rows from before there was any are verified as they were written.
///
/// @param trace 32 hexadecimal digits
/// @param via a session or a key
/// @param before as JSON
/// @param after as JSON
record Detail(
        @Nullable String trace,
        @Nullable String via,
        @Nullable String before,
        @Nullable String after) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /// Compact JSON, always in this order; empty where there is nothing to say.
    static String text(AuditEvent event) {
        ObjectNode all = JSON.createObjectNode();
        if (event.trace() != null) {
            all.put("trace", event.trace());
        }
        if (event.via() != null) {
            all.put("via", event.via());
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
        return new Detail(word(all, "trace"), word(all, "via"), side(all, "before"), side(all, "after"));
    }

    private static @Nullable String word(JsonNode all, String field) {
        return all.hasNonNull(field) ? all.get(field).asText() : null;
    }

    private static @Nullable String side(JsonNode all, String field) {
        return all.has(field) ? all.get(field).toString() : null;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("detail must be JSON", e);
        }
    }
}
