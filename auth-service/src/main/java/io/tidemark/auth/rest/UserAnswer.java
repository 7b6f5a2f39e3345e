package io.tidemark.auth.rest;

import io.tidemark.auth.account.Account;

import java.time.Instant;
import java.util.List;

/// An account as callers see it: without its password.
///
/// @param mustChangePassword whether the person may do nothing but choose another password
public record UserAnswer(
        String name, List<String> roles, boolean disabled, boolean mustChangePassword, Instant createdAt) {
    static UserAnswer of(Account account) {
        List<String> roles =
                account.roles().stream().sorted().map(Object::toString).toList();
        return new UserAnswer(
                account.name().value(), roles, account.disabled(), account.mustChange(), account.createdAt());
    }
}
