package io.tidemark.auth.credential;

import io.tidemark.auth.role.Permission;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Set;

/// A key of somebody, as it is kept: without its text.
///
/// @param id the public beginning of its text
/// @param scope what it is for at most; what its holder may not do, it does not open either
/// @param label what it is for, in words
/// @param hash SHA-256 of its text in hex
/// @param createdBy who made it
/// @param expiresAt when it opens nothing any more; null where nothing says so
/// @param endedAt when somebody ended it
/// @param lastUsedAt when a token was given for it, to the minute
/// @param lastUsedFrom the address that token went to
/// @param replacedBy the key that took its place
/// @param admission how an agent got it; null for all others
public record ApiKey(
        String id,
        KeyHolder holder,
        Set<Permission> scope,
        String label,
        String hash,
        String createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable Instant lastUsedAt,
        @Nullable String lastUsedFrom,
        @Nullable String replacedBy,
        @Nullable Admission admission) {
    public static final int MAX_LABEL = 100;

    public ApiKey {
        scope = Set.copyOf(scope);
        if (scope.isEmpty()) {
            throw new IllegalArgumentException("a key is for something");
        }
        if (label.isBlank() || label.length() > MAX_LABEL) {
            throw new IllegalArgumentException("a key has a label of 1 to " + MAX_LABEL + " characters");
        }
    }

    /// One that was never used.
    public static ApiKey made(
            KeyText text,
            KeyHolder holder,
            Set<Permission> scope,
            String label,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Admission admission) {
        return new ApiKey(
                text.id(),
                holder,
                scope,
                label,
                text.hash(),
                createdBy,
                createdAt,
                expiresAt,
                null,
                null,
                null,
                null,
                admission);
    }

    public boolean isGood(Instant now) {
        return endedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /// Leaves the hash out.
    @Override
    public String toString() {
        return "ApiKey[" + id + ", holder=" + holder + "]";
    }
}
