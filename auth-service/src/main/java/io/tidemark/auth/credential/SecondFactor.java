package io.tidemark.auth.credential;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/// What makes the one-time codes of an account, as it is kept.
///
/// @param sealed the secret, under the key that is not in the database
/// @param confirmedAt since when sign-ins ask for a code; null before the first one was shown
/// @param lastStep of the last code that was taken
/// @param recovery hashes of the recovery codes that are left
@SuppressWarnings("ArrayRecordComponent") // none is compared
public record SecondFactor(byte[] sealed, @Nullable Instant confirmedAt, long lastStep, Set<String> recovery) {
    public SecondFactor {
        recovery = Set.copyOf(recovery);
    }

    public boolean isConfirmed() {
        return confirmedAt != null;
    }

    /// Leaves everything out.
    @Override
    public String toString() {
        return "SecondFactor[]";
    }
}
