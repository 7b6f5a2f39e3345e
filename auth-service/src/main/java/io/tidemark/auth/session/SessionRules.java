package io.tidemark.auth.session;

import java.time.Duration;

/// How long a session lasts.
///
/// @param lifetime from sign-in to its end, whatever happens
/// @param idle without a renewal
public record SessionRules(Duration lifetime, Duration idle) {
    /// Access tokens are renewed about so often.
    private static final Duration LEAST = Duration.ofMinutes(15);

    public SessionRules {
        if (idle.compareTo(LEAST) < 0 || lifetime.compareTo(idle) < 0) {
            throw new IllegalArgumentException(
                    "auth.session.idle is at least 15 minutes, and auth.session.lifetime no less than that");
        }
    }
}
