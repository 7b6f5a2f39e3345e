package io.tidemark.auth.role;

import io.tidemark.auth.account.RoleName;

import java.util.Set;

/// What a role permits and forbids, itself and by the roles it includes. What it forbids wins over whatever any other
/// role permits, where it is given.
public record RoleRules(
        RoleName name, String description, Set<Permission> allowed, Set<Permission> denied, Set<RoleName> included) {
    public static final int MAX_DESCRIPTION = 200;

    public RoleRules {
        allowed = Set.copyOf(allowed);
        denied = Set.copyOf(denied);
        included = Set.copyOf(included);
        if (description.length() > MAX_DESCRIPTION) {
            throw new IllegalArgumentException("a description has at most " + MAX_DESCRIPTION + " characters");
        }
    }

    public boolean isBuiltIn() {
        return Role.named(name).isPresent();
    }
}
