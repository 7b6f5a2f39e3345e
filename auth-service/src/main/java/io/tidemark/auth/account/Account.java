package io.tidemark.auth.account;

import java.time.Instant;
import java.util.Set;

/// A person's account.
///
/// @param passwordHash in the PHC string format, parameters and salt included
/// @param roles what bundles of permissions the person has; may be empty
/// @param disabled true where the person gets no token
public record Account(AccountName name, String passwordHash, Set<RoleName> roles, boolean disabled, Instant createdAt) {
    public Account {
        if (passwordHash.isBlank()) {
            throw new IllegalArgumentException("an account has a password hash");
        }
        roles = Set.copyOf(roles);
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
