package io.tidemark.auth.right;

import io.tidemark.platform.tenant.Tenant;

import java.util.Optional;
import java.util.Set;

/// One thing that somebody wants to do something with. What is empty does not apply to it: a thing without a server is
/// not on any server, and only a right for everything (or for its tenant) reaches it.
///
/// @param groups all groups of servers that its server is in
/// @param path absolute
public record Target(
        Optional<String> tenant,
        Set<String> groups,
        Optional<String> server,
        Optional<String> path,
        Optional<String> owner) {
    /// What is on no server and belongs to nobody, such as the list of users.
    public static final Target NOWHERE =
            new Target(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    public Target {
        groups = Set.copyOf(groups);
    }

    /// As it is said, or as the name of its server says.
    Optional<String> owningTenant() {
        return tenant.or(() -> server.map(name -> Tenant.ofSubject(name).name()));
    }

    /// Whether it can be this tenant's: neither its server nor what else is said of it is another's.
    boolean isOf(Tenant own) {
        return tenant.filter(name -> !name.equals(own.name())).isEmpty()
                && server.filter(name -> !own.owns(name)).isEmpty()
                && groups.stream().allMatch(own::owns);
    }
}
