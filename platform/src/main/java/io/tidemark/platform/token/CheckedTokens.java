package io.tidemark.platform.token;

import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Tokens that were found good, for at most a minute and never past their end. One is looked up by the hash code of its
/// text and then compared as a whole, in a time that does not tell how much of a guess is right. A digest would do the
/// same; in a service that runs without the optimising compiler it took longer than all else here.
final class CheckedTokens {
    static final int CAPACITY = 2_000;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Map<Integer, Checked> known = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Checked> eldest) {
            return size() > CAPACITY;
        }
    };

    Optional<JWTCallerPrincipal> find(String token, Instant now) {
        Optional<Checked> found;
        synchronized (known) {
            found = Optional.ofNullable(known.get(token.hashCode()));
        }
        return found.filter(f -> now.isBefore(f.until))
                .filter(f -> MessageDigest.isEqual(bytes(f.token), bytes(token)))
                .map(Checked::principal);
    }

    /// Takes the place of another one with the same hash code, which is then checked anew.
    void add(String token, JWTCallerPrincipal principal, Instant now) {
        Instant end = Instant.ofEpochSecond(principal.getExpirationTime());
        Instant longest = now.plus(LONGEST);
        Checked checked = new Checked(token, principal, end.isBefore(longest) ? end : longest);
        synchronized (known) {
            known.put(token.hashCode(), checked);
        }
    }

    int size() {
        synchronized (known) {
            return known.size();
        }
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }

    private record Checked(String token, JWTCallerPrincipal principal, Instant until) {}
}
