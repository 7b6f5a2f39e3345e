package io.tidemark.analytics.rest;

import io.tidemark.analytics.source.Selection;
import io.tidemark.platform.access.Caller;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import java.util.List;
import java.util.Set;

/// The filters that every question takes.
public class Scope {
    @QueryParam("server")
    @Parameter(description = "Only these servers; all where absent")
    List<String> servers = List.of();

    @QueryParam("root")
    @Parameter(description = "Only snapshots of exactly these roots; all where absent")
    List<String> roots = List.of();

    /// What was asked for, as far as the caller may see it: a token that is bound to a server sees that
    /// one alone.
    Selection seenBy(Caller caller) {
        servers.forEach(caller::requireServer);
        return new Selection(caller.server().map(Set::of).orElseGet(() -> Set.copyOf(servers)), Set.copyOf(roots));
    }
}
