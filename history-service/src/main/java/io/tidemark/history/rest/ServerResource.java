package io.tidemark.history.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.history.server.Server;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.server.ServerRegister;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Servers that were ever heard of.
@Path("/api/servers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "servers", description = "Watched hosts")
public class ServerResource {

    private static final int DEFAULT_LIMIT = 1000;
    private static final int MAX_LIMIT = 10_000;

    private final ServerRegister register;

    ServerResource(ServerRegister register) {
        this.register = register;
    }

    @GET
    @PermissionsAllowed("servers:read")
    @Operation(operationId = "listServers", summary = "List servers by name")
    public Page<Server> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
        int checked = Limit.check(limit, DEFAULT_LIMIT, MAX_LIMIT);
        ServerName after = cursor == null
                ? null
                : ServerName.ifValid(Cursor.decode(cursor, 1).getFirst()).orElseThrow(Times::brokenCursor);
        return Page.of(
                register.page(after, checked + 1),
                checked,
                last -> Cursor.encode(last.name().value()));
    }
}
