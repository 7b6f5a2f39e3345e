package io.tidemark.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// One side of a change, what was there before it or after it, as the audit log keeps it: compact JSON
/// with its fields in the order in which they came, at most [#LONGEST] characters. Whoever tells of a
/// change leaves secrets out; what is called as secrets are, and the names and passwords of addresses,
/// becomes `set` all the same.
public final class Side {
    /// A longer one is a text of its first 1,900 characters, how many there were, and the SHA-256 of
    /// all.
    public static final int LONGEST = 4000;

    private static final int SHOWN = 1900;
    private static final String SET = "set";
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(password|passphrase|secret|credential).*|.*(authorization|cookie|token|(private|api|access)[-_]?key)s?");
    private static final Pattern IN_ADDRESS = Pattern.compile("://[^/@\\s]+@");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Side() {}

    /// @throws IllegalArgumentException where the text is no JSON
    public static String of(String json) {
        try {
            return of(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("must be JSON", e);
        }
    }

    static String of(JsonNode value) {
        String text = withoutSecrets(value.deepCopy()).toString();
        return text.length() <= LONGEST ? text : beginning(text);
    }

    private static JsonNode withoutSecrets(JsonNode node) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(field -> field.setValue(hidden(field.getKey(), field.getValue())));
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, withoutSecrets(array.get(i)));
                }
            }
            case TextNode text -> {
                return new TextNode(IN_ADDRESS.matcher(text.textValue()).replaceAll("://" + SET + "@"));
            }
            default -> {}
        }
        return node;
    }

    /// That something may have to do with a secret is no secret: flags and numbers stay.
    private static JsonNode hidden(String name, JsonNode value) {
        boolean says = value.isTextual() || value.isContainerNode();
        return says && SECRET.matcher(name).matches() ? new TextNode(SET) : withoutSecrets(value);
    }

    private static String beginning(String text) {
        int end = Character.isHighSurrogate(text.charAt(SHOWN - 1)) ? SHOWN - 1 : SHOWN;
        String mark = "... cut: " + text.length() + " characters of JSON, SHA-256 " + hash(text);
        return new TextNode(text.substring(0, end) + mark).toString();
    }

    private static String hash(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
