package io.tidemark.scan.rest;

import io.quarkus.security.ForbiddenException;
import io.tidemark.platform.access.Caller;
import io.tidemark.scan.job.ScanSettings;
import jakarta.ws.rs.Priorities;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// An agent is of its server's tenant and speaks with nobody of another: whatever is asked is answered as it is to who
/// has no right at all, before anything is looked at.
class OwnTenant {

    private final Caller caller;
    private final String server;

    OwnTenant(Caller caller, ScanSettings settings) {
        this.caller = caller;
        this.server = settings.server();
    }

    /// Before anything is brought to the audit log as asked for.
    ///
    /// @throws ForbiddenException where the caller is of another tenant
    @ServerRequestFilter(priority = Priorities.AUTHORIZATION)
    public void require() {
        if (!caller.tenancy().contains(server)) {
            throw new ForbiddenException();
        }
    }
}
