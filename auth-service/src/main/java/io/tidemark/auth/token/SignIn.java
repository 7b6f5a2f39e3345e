package io.tidemark.auth.token;

import java.time.Instant;

/// An attempt to get a token, and what came of it.
///
/// @param subject who it claims to be, as it was sent
/// @param address the caller's network address
public record SignIn(Instant at, GrantType grant, String subject, String address, Result result) {
    /// What came of an attempt.
    public enum Result {
        ACCEPTED,
        UNKNOWN,
        WRONG_SECRET,
        DISABLED,
        SLOWED_DOWN,
        BUSY,
        REUSED,
        ENDED
    }
}
