package io.tidemark.auth.credential;

import java.security.SecureRandom;
import java.util.Base64;

/// Secrets nobody can guess.
public final class RandomSecret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private RandomSecret() {}

    /// 192 random bits as 32 characters of URL-safe Base64.
    public static String create() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
