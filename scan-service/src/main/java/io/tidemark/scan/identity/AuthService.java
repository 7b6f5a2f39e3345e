package io.tidemark.scan.identity;

import java.time.Instant;

/// What an agent asks auth-service for. Every call fails with [ServiceUnavailable] or [ServiceRefused].
public interface AuthService {

    /// Lets a key in. Asking again with the same is answered alike.
    void enrol(String token, String server, String key);

    Granted signIn(String clientId, String key);

    /// Puts another key in the place of one, which stays good for a day. Asking again with the same is
    /// answered alike.
    ///
    /// @param accessToken that the key gave
    void renew(String accessToken, String keyId, String next);

    /// @param until when it is over
    record Granted(String accessToken, Instant until) {

        /// Leaves the token out.
        @Override
        public String toString() {
            return "Granted[until " + until + "]";
        }
    }
}
