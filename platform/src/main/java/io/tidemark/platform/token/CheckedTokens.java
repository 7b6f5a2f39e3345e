package io.tidemark.platform.token;

import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Tokens that were found good, for at most a minute and never past their end. They are known by their SHA-256, so that
/// no token is compared character by character.
final class CheckedTokens {
    static final int CAPACITY = 2_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Map<ByteBuffer, Checked> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Checked> eldest) {
            return size() > CAPACITY;
        }
    };

    Optional<JWTCallerPrincipal> find(String token, Instant now) {
        ByteBuffer key = key(token);
        synchronized (known) {
            Checked found = known.get(key);
            return found == null || !now.isBefore(found.until) ? Optional.empty() : Optional.of(found.principal);
        }
    }

    void add(String token, JWTCallerPrincipal principal, Instant now) {
        Instant end = Instant.ofEpochSecond(principal.getExpirationTime());
        Instant longest = now.plus(LONGEST);
        Checked checked = new Checked(principal, end.isBefore(longest) ? end : longest);
        ByteBuffer key = key(token);
        synchronized (known) {
            known.put(key, checked);
        }
    }

    int size() {
        synchronized (known) {
            return known.size();
        }
    }

    private static ByteBuffer key(String token) {
        try {
            return ByteBuffer.wrap(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Checked(JWTCallerPrincipal principal, Instant until) {}
}
