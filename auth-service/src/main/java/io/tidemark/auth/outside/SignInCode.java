package io.tidemark.auth.outside;

import io.tidemark.auth.account.AccountName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// A code that somebody's program gets tokens for, as it is kept.
///
/// @param hash of its text
/// @param state the hash of the state it was made for: one sign-in at the provider gives one code
/// @param session what it gave tokens of; null before
public record SignInCode(
        String hash,
        String state,
        AccountName account,
        String redirect,
        String challenge,
        boolean withCode,
        Instant expiresAt,
        @Nullable UUID session) {}
