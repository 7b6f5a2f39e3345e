package io.tidemark.auth.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.role.Role;
import io.tidemark.platform.page.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

import java.util.Arrays;
import java.util.List;

/// The built-in roles.
@Path("/api/roles")
public class RoleResource {
    @GET
    @PermissionsAllowed("roles:read")
    @Operation(operationId = "listRoles", summary = "List the roles and what each permits")
    @APIResponse(responseCode = "200", description = "All roles")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read roles")
    public Page<RoleAnswer> listRoles() {
        return new Page<>(Arrays.stream(Role.values()).map(RoleAnswer::of).toList(), null);
    }

    /// @param forPeople whether accounts may have it; the others belong to services and agents
    public record RoleAnswer(String name, boolean forPeople, List<String> permissions) {
        static RoleAnswer of(Role role) {
            List<String> permissions =
                    role.permissions().stream().map(Permission::toString).toList();
            return new RoleAnswer(role.roleName().value(), role.forPeople(), permissions);
        }
    }
}
