package io.tidemark.history.rest;

import io.tidemark.history.group.GroupName;
import io.tidemark.history.policy.Target;
import io.tidemark.history.server.OwnNames;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import jakarta.enterprise.context.ApplicationScoped;

/// What the present caller may name, and what of what others name is his to see. A name of another tenant is refused
/// where something is made by it, and is that of nothing where something is looked for.
@ApplicationScoped
class Own {

    private final Caller caller;

    Own(Caller caller) {
        this.caller = caller;
    }

    Tenancy tenancy() {
        return caller.tenancy();
    }

    /// Whose things the caller makes; a service's are the default tenant's.
    Tenant tenant() {
        return tenancy().tenant().orElse(Tenant.DEFAULT);
    }

    boolean has(GroupName group) {
        return tenancy().contains(group.value());
    }

    boolean has(Target target) {
        return tenancy().contains(target.text());
    }

    boolean has(ServerName server) {
        return tenancy().contains(server.value());
    }

    /// @throws io.tidemark.platform.problem.ProblemException 422 where it is another tenant's name
    GroupName named(GroupName group) {
        OwnNames.require(tenancy(), "group", group.value());
        return group;
    }

    /// @throws io.tidemark.platform.problem.ProblemException 422 where it is another tenant's name
    Target named(Target target) {
        OwnNames.require(tenancy(), "target", target.text());
        return target;
    }

    /// @throws io.tidemark.platform.problem.ProblemException 422 where it is another tenant's name
    ServerName named(ServerName server) {
        OwnNames.require(tenancy(), "server", server.value());
        return server;
    }
}
