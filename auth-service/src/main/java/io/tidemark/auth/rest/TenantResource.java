package io.tidemark.auth.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.tenant.KnownTenant;
import io.tidemark.auth.tenant.NewTenant;
import io.tidemark.auth.tenant.Tenants;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.Objects;

/// The tenants of this installation.
@Path("/api/tenants")
public class TenantResource {
    private final Tenants tenants;
    private final Caller caller;

    TenantResource(Tenants tenants, Caller caller) {
        this.tenants = tenants;
        this.caller = caller;
    }

    @GET
    @PermissionsAllowed("tenants:read")
    @Operation(operationId = "listTenants", summary = "List the tenants by name")
    @APIResponse(responseCode = "200", description = "A page of tenants")
    @APIResponse(responseCode = "400", description = "The cursor was not given out by this list")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read tenants")
    @APIResponse(responseCode = "422", description = "The limit is out of range")
    public Page<TenantAnswer> listTenants(@RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        int size = Limit.check(limit, 100, 1000);
        String after = cursor == null ? "" : Cursor.decode(cursor, 1).getFirst();
        return Page.of(
                        tenants.list(after, size + 1),
                        size,
                        t -> Cursor.encode(t.tenant().name()))
                .map(TenantAnswer::of);
    }

    @POST
    @PermissionsAllowed("tenants:write")
    @Operation(
            operationId = "createTenant",
            summary = "Make a tenant and its first administrator",
            description =
                    "Whoever makes it sees nothing of it. The administrator's name gets the tenant's end"
                            + " (alice@acme) and must choose another password at the first sign-in. A tenant cannot be removed.")
    @APIResponse(
            responseCode = "201",
            description = "The tenant was made",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TenantAnswer.class)))
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not make tenants")
    @APIResponse(responseCode = "409", description = "There is a tenant of this name")
    @APIResponse(responseCode = "422", description = "Fields are wrong; the answer names them")
    public RestResponse<TenantAnswer> createTenant(TenantBody wanted, @Context HttpServerRequest request) {
        KnownTenant made = tenants.create(wanted.checked(), new Actor(caller.subject(), Addresses.of(request)));
        return RestResponse.ResponseBuilder.ok(TenantAnswer.of(made))
                .status(RestResponse.Status.CREATED)
                .location(URI.create("/api/tenants"))
                .build();
    }

    /// @param administrator the first one's name, without the tenant's end
    /// @param password to be changed at the first sign-in
    @Schema(
            examples =
                    "{\"name\": \"acme\", \"description\": \"ACME Corporation\", \"administrator\": \"alice\", \"password\": \"correct horse battery staple\"}")
    public record TenantBody(
            @Nullable String name,
            @Nullable String description,
            @Nullable String administrator,
            @Nullable String password) {
        NewTenant checked() {
            return NewTenant.checked(text(name), text(description), text(administrator), text(password));
        }

        private static String text(@Nullable String value) {
            return Objects.requireNonNullElse(value, "");
        }

        /// Leaves the password out.
        @Override
        public String toString() {
            return "TenantBody[" + name + "]";
        }
    }

    /// @param createdBy who made it; `auth` for the one that always is
    public record TenantAnswer(String name, String description, String createdBy, Instant createdAt) {
        static TenantAnswer of(KnownTenant tenant) {
            return new TenantAnswer(
                    tenant.tenant().name(), tenant.description(), tenant.createdBy(), tenant.createdAt());
        }
    }
}
