package io.tidemark.auth.right;

import io.tidemark.auth.role.Permission;

/// One permission that somebody has, or is denied, in one scope for some time; by whatever roles and groups.
public record Holding(Effect effect, Permission permission, Scope scope, Window window) {
    /// Whether this one says at least what the other says.
    boolean covers(Holding other) {
        return effect == other.effect
                && permission == other.permission
                && scope.covers(other.scope)
                && window.covers(other.window);
    }

    /// Whether both speak about the same permission at the same time for something.
    boolean meets(Holding other) {
        return permission == other.permission && scope.overlaps(other.scope) && window.overlaps(other.window);
    }
}
