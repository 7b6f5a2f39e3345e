package io.tidemark.auth.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.audit.RightsAdministration;
import io.tidemark.auth.rest.RightsAnswers.ChangeAnswer;
import io.tidemark.auth.rest.RightsRequests.RoleBody;
import io.tidemark.auth.right.RightsChange;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.role.Role;
import io.tidemark.auth.role.RoleRules;
import io.tidemark.platform.page.Page;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/// Roles: the built-in ones, and those of the site.
@Path("/api/roles")
public class RoleResource {
    private final RightsAdministration administration;
    private final RightsSteps steps;

    RoleResource(RightsAdministration administration, RightsSteps steps) {
        this.administration = administration;
        this.steps = steps;
    }

    @GET
    @PermissionsAllowed("roles:read")
    @Operation(operationId = "listRoles", summary = "List the roles and what each permits")
    @APIResponse(responseCode = "200", description = "All roles, the built-in ones first")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read roles")
    public Page<RoleAnswer> listRoles() {
        return new Page<>(
                administration.rights().roles().stream()
                        .sorted(Comparator.comparing((RoleRules r) -> !r.isBuiltIn())
                                .thenComparing(RoleRules::name))
                        .map(RoleAnswer::of)
                        .toList(),
                null);
    }

    @PUT
    @Path("/{name}")
    @PermissionsAllowed("roles:write")
    @Operation(
            operationId = "putRole",
            summary = "Make a role, or replace it; dryRun tells who would gain and lose what")
    @APIResponse(responseCode = "200", description = "What the change gave and took")
    @APIResponse(responseCode = "202", description = SecondLook.WAITS)
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(
            responseCode = "403",
            description = "The caller may not change rights, or would give what the caller does not have")
    @APIResponse(responseCode = "409", description = "The role is built in")
    @APIResponse(responseCode = "422", description = "A field is wrong, or the role would include itself")
    public RestResponse<ChangeAnswer> putRole(
            @RestPath String name,
            RoleBody role,
            @RestQuery @Nullable Boolean dryRun,
            @Context HttpServerRequest request) {
        return steps.make(new RightsChange.PutRole(role.rules(name)), dryRun, request);
    }

    @DELETE
    @Path("/{name}")
    @PermissionsAllowed("roles:write")
    @Operation(operationId = "removeRole", summary = "Remove a role that nobody has; dryRun only checks")
    @APIResponse(responseCode = "200", description = "What the change gave and took")
    @APIResponse(responseCode = "202", description = SecondLook.WAITS)
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(
            responseCode = "403",
            description = "The caller may not change rights, or would give what the caller does not have")
    @APIResponse(responseCode = "404", description = "There is no such role")
    @APIResponse(responseCode = "409", description = "The role is built in, or still used")
    @APIResponse(responseCode = "422", description = "No role can have this name")
    public RestResponse<ChangeAnswer> removeRole(
            @RestPath String name, @RestQuery @Nullable Boolean dryRun, @Context HttpServerRequest request) {
        RoleName role = RightsRequests.field("name", () -> new RoleName(name));
        return steps.make(new RightsChange.RemoveRole(role), dryRun, request);
    }

    /// @param forPeople whether users and groups may have it; the others belong to services and agents
    /// @param permissions what the role itself permits, without what it includes
    public record RoleAnswer(
            String name,
            boolean forPeople,
            boolean builtIn,
            String description,
            List<String> permissions,
            List<String> denied,
            List<String> included) {
        static RoleAnswer of(RoleRules role) {
            return new RoleAnswer(
                    role.name().value(),
                    Role.named(role.name()).map(Role::forPeople).orElse(true),
                    role.isBuiltIn(),
                    role.description(),
                    texts(role.allowed()),
                    texts(role.denied()),
                    RightsAnswers.sorted(role.included()));
        }

        private static List<String> texts(Set<Permission> permissions) {
            return permissions.stream().sorted().map(Permission::toString).toList();
        }
    }
}
