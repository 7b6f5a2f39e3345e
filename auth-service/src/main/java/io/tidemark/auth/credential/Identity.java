package io.tidemark.auth.credential;

import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.role.Role;

import java.util.Optional;
import java.util.Set;

/// A service or an agent that has proved itself.
///
/// @param server the only server it may write for; agents always have one, services never
public record Identity(ClientId id, Optional<String> server) {
    public Identity {
        if (id.isAgent() != server.isPresent()) {
            throw new IllegalArgumentException("agents, and only they, are bound to a server: " + id);
        }
    }

    public Set<RoleName> roles() {
        return Set.of((id.isAgent() ? Role.AGENT : Role.SERVICE).roleName());
    }
}
