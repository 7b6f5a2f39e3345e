package io.tidemark.auth.token;

import io.tidemark.auth.role.Permission;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

/// A signed token.
///
/// @param value what the caller sends as bearer
/// @param lifetime how long it is valid from now
public record AccessToken(String value, Duration lifetime, Set<Permission> permissions) {
    /// The permissions as one text, in the order of the enum.
    public String scope() {
        return permissions.stream().sorted().map(Permission::toString).collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return "AccessToken[" + scope() + "]";
    }
}
