package io.tidemark.history.snapshot;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A SHA-256 digest as 64 lower-case hexadecimal digits.
public record Sha256(@JsonValue String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FIELD = Pattern.compile("(?:^|,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):\\s*(?:,|;|$)");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Sha256 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a SHA-256 has 64 lower-case hexadecimal digits");
        }
    }

    public static Sha256 of(byte[] content) {
        return new Sha256(HexFormat.of().formatHex(newDigest().digest(content)));
    }

    /// Ends the calculation of `digest`, which is reset by it.
    public static Sha256 of(MessageDigest digest) {
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    /// Reads the `sha-256` member of a `Repr-Digest` field (RFC 9530); other algorithms beside it are passed over.
    public static Sha256 ofDigestField(String field) {
        Matcher matcher = FIELD.matcher(field);
        if (!matcher.find()) {
            throw new IllegalArgumentException("Repr-Digest has no sha-256=:<base64>:");
        }
        return new Sha256(HexFormat.of().formatHex(Base64.getDecoder().decode(matcher.group(1))));
    }

    /// As [#ofDigestField], or empty when there is no such member.
    public static Optional<Sha256> inDigestField(String field) {
        return FIELD.matcher(field).find() ? Optional.of(ofDigestField(field)) : Optional.empty();
    }

    public static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
