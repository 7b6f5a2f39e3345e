package io.tidemark.auth.token;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// An attempt to get a token, and what came of it.
///
/// @param subject who it claims to be, as it was sent
/// @param address the caller's network address
/// @param key the id of the key it was proved with; null for all else
public record SignIn(
        Instant at,
        GrantType grant,
        String subject,
        String address,
        Result result,
        @Nullable String key) {
    public SignIn(Instant at, GrantType grant, String subject, String address, Result result) {
        this(at, grant, subject, address, result, null);
    }

    /// What came of an attempt.
    public enum Result {
        ACCEPTED,
        UNKNOWN,
        WRONG_SECRET,
        WRONG_CODE,
        DISABLED,
        SLOWED_DOWN,
        BUSY,
        AWAY,
        REUSED,
        ENDED
    }
}
