package io.tidemark.auth.account;

import java.time.Instant;
import java.util.Set;

/// A person's account.
///
/// @param passwordHash in the PHC string format, parameters and salt included; empty for people
/// whom somebody else knows
/// @param roles what bundles of permissions the person has; may be empty
/// @param disabled true where the person gets no token
/// @param mustChange true where the person may do nothing but choose another password
public record Account(
        AccountName name,
        String passwordHash,
        Set<RoleName> roles,
        boolean disabled,
        Instant createdAt,
        boolean mustChange) {
    public Account {
        if (name.isLocal() == passwordHash.isBlank()) {
            throw new IllegalArgumentException("local accounts, and only they, have a password hash");
        }
        roles = Set.copyOf(roles);
    }

    /// Of somebody who may keep the password.
    public Account(AccountName name, String passwordHash, Set<RoleName> roles, boolean disabled, Instant createdAt) {
        this(name, passwordHash, roles, disabled, createdAt, false);
    }

    public Account withDisabled(boolean is) {
        return new Account(name, passwordHash, roles, is, createdAt, mustChange);
    }

    public boolean has(RoleName role) {
        return roles.contains(role);
    }

    /// Leaves the hash out: records print themselves into logs.
    @Override
    public String toString() {
        return "Account[" + name + ", roles=" + roles + ", disabled=" + disabled + "]";
    }
}
