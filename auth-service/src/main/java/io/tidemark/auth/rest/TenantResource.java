package io.tidemark.auth.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.proposal.Change;
import io.tidemark.auth.rest.UserRequests.Disabling;
import io.tidemark.auth.tenant.KnownTenant;
import io.tidemark.auth.tenant.NewTenant;
import io.tidemark.auth.tenant.Tenants;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenant;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
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
    private final SecondLook second;
    private final Caller caller;

    TenantResource(Tenants tenants, SecondLook second, Caller caller) {
        this.tenants = tenants;
        this.second = second;
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
                            + " (alice@acme) and must choose another password at the first sign-in. A tenant is disabled, not removed.")
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
        KnownTenant made = tenants.create(wanted.checked(), actor(request));
        return RestResponse.ResponseBuilder.ok(TenantAnswer.of(made))
                .status(RestResponse.Status.CREATED)
                .location(URI.create("/api/tenants"))
                .build();
    }

    @PUT
    @Path("/{name}/disabled")
    @PermissionsAllowed("tenants:write")
    @Operation(
            operationId = "disableTenant",
            summary = "Disable or enable a tenant",
            description =
                    "Nobody of a disabled tenant signs in, its sessions end, and every service refuses its tokens,"
                            + " keys and agents within 30 seconds. What it has stays as it is: enabled again, everybody"
                            + " signs in again, with the same passwords and keys. Disabling takes one administrator also"
                            + " where all else takes two.")
    @APIResponse(responseCode = "200", description = "The tenant as it is now")
    @APIResponse(responseCode = "202", description = "Enabling: " + SecondLook.WAITS)
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not change tenants")
    @APIResponse(responseCode = "404", description = "There is no such tenant")
    @APIResponse(responseCode = "409", description = "It is `default`, which the installation itself is in")
    @APIResponse(responseCode = "422", description = "The field is missing")
    public RestResponse<TenantAnswer> disableTenant(
            @RestPath String name, Disabling wanted, @Context HttpServerRequest request) {
        Tenant tenant = tenant(name);
        if (wanted.wanted()) {
            return RestResponse.ok(TenantAnswer.of(tenants.disable(tenant, actor(request))));
        }
        return second.isNeeded()
                ? second.keep(new Change.EnableTenant(tenant), actor(request), null)
                : RestResponse.ok(TenantAnswer.of(tenants.enable(tenant, actor(request))));
    }

    private Actor actor(HttpServerRequest request) {
        return new Actor(caller.subject(), Addresses.of(request));
    }

    private static Tenant tenant(String name) {
        if (!Tenant.isValid(name)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "No tenant can have this name");
        }
        return new Tenant(name);
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
    /// @param disabledAt since when nobody of it is let in; null where everybody is
    public record TenantAnswer(
            String name,
            String description,
            String createdBy,
            Instant createdAt,
            @Nullable Instant disabledAt) {
        static TenantAnswer of(KnownTenant tenant) {
            return new TenantAnswer(
                    tenant.tenant().name(),
                    tenant.description(),
                    tenant.createdBy(),
                    tenant.createdAt(),
                    tenant.disabledAt());
        }
    }
}
