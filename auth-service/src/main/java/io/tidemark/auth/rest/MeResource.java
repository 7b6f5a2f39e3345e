package io.tidemark.auth.rest;

import io.quarkus.security.Authenticated;
import io.tidemark.platform.access.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// What the caller's own token says.
@Path("/api/auth/me")
public class MeResource {
    private final Caller caller;
    private final JsonWebToken token;

    MeResource(Caller caller, JsonWebToken token) {
        this.caller = caller;
        this.token = token;
    }

    @GET
    @Authenticated
    @Operation(operationId = "whoAmI", summary = "Tell who the caller is and what the token permits")
    @APIResponse(responseCode = "200", description = "The caller")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    public Me whoAmI() {
        String scope = token.<String>claim("scope").orElse("");
        return new Me(
                caller.subject(),
                caller.clientId(),
                caller.tenancy().setting(),
                caller.server().orElse(null),
                scope.isEmpty() ? List.of() : List.of(scope.split(" ", -1)),
                Instant.ofEpochSecond(token.getExpirationTime()));
    }

    /// @param tenant whose things the token opens; `*`, all of them, for services
    /// @param server the only server the token writes for; null where it is not bound
    public record Me(
            String subject,
            String clientId,
            String tenant,
            @Nullable String server,
            List<String> permissions,
            Instant expiresAt) {}
}
