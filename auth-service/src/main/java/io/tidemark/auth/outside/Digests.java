package io.tidemark.auth.outside;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// SHA-256 of texts, and texts nobody can guess.
final class Digests {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Digests() {}

    static String hex(String text) {
        return HexFormat.of().formatHex(sha256(text));
    }

    /// The challenge of a verifier (RFC 7636 section 4.2).
    static String challenge(String verifier) {
        return base64(sha256(verifier));
    }

    /// 256 random bits as 43 characters of URL-safe Base64.
    static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return base64(bytes);
    }

    /// In a time that does not tell where they differ.
    static boolean equal(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
