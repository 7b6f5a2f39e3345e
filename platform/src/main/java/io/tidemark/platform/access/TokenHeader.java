package io.tidemark.platform.access;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;

/// The header of a token whose signature was checked before. Only an access token (RFC 9068 section 4) that names its
/// key opens anything: whatever else is signed with the same keys does not.
public final class TokenHeader {
    private static final String TYPE = "at+jwt";
    private static final String PREFIX = "application/";

    private TokenHeader() {}

    /// The key it names; empty text where the token is no access token or names none.
    public static String keyId(String token) {
        try {
            String header = token.substring(0, Math.max(0, token.indexOf('.')));
            String json = new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8);
            try (JsonReader reader = Json.createReader(new StringReader(json))) {
                JsonObject fields = reader.readObject();
                return isAccessToken(fields.getString("typ", "")) ? fields.getString("kid", "") : "";
            }
        } catch (IllegalArgumentException | JsonException | ClassCastException e) {
            return "";
        }
    }

    private static boolean isAccessToken(String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.equals(TYPE) || lower.equals(PREFIX + TYPE);
    }
}
