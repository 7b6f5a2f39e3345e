package io.tidemark.auth.rest;

import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.RightsAdministration;
import io.tidemark.auth.rest.RightsAnswers.ChangeAnswer;
import io.tidemark.auth.rest.RightsAnswers.HoldingAnswer;
import io.tidemark.auth.rest.RightsAnswers.UserRights;
import io.tidemark.auth.rest.RightsRequests.AccountRoles;
import io.tidemark.auth.right.Rights;
import io.tidemark.auth.right.RightsChange;
import io.vertx.core.http.HttpServerRequest;
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

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// What a user may do, and the roles that are part of an account.
@Path("/api/users")
public class UserRightsResource {
    private static final Comparator<HoldingAnswer> ORDER =
            Comparator.comparing(HoldingAnswer::permission).thenComparing(HoldingAnswer::effect);

    private final RightsAdministration administration;
    private final RightsSteps steps;

    UserRightsResource(RightsAdministration administration, RightsSteps steps) {
        this.administration = administration;
        this.steps = steps;
    }

    @GET
    @Path("/{name}/rights")
    @Authenticated
    @Operation(
            operationId = "exportRights",
            summary = "Everything a user has or is denied, with scope, time and reason",
            description = "Also what begins later or is over. One's own, or with users:read anybody's.")
    @APIResponse(responseCode = "200", description = "The rights, by permission")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "They are somebody else's, and the caller may not read users")
    @APIResponse(responseCode = "404", description = "There is no such account")
    public UserRights exportRights(@RestPath String name) {
        Rights rights = administration.rights();
        AccountName user = steps.askedAbout(name, rights);
        List<HoldingAnswer> items = rights.reasons(user).entrySet().stream()
                .map(HoldingAnswer::of)
                .sorted(ORDER)
                .toList();
        return new UserRights(user.value(), Instant.now(), items);
    }

    @PUT
    @Path("/{name}/roles")
    @PermissionsAllowed("users:write")
    @Operation(
            operationId = "setUserRoles",
            summary = "Replace the roles that are part of an account: for everything and for good",
            description = "With dryRun nothing is changed; the answer tells what the user would gain and lose.")
    @APIResponse(responseCode = "200", description = "What the change gave and took")
    @APIResponse(responseCode = "202", description = SecondLook.WAITS)
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(
            responseCode = "403",
            description = "The caller may not change users, or would give what the caller does not have")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "Nobody could administer any more")
    @APIResponse(responseCode = "422", description = "There is no such role, or it needs a scope")
    public RestResponse<ChangeAnswer> setUserRoles(
            @RestPath String name,
            AccountRoles wanted,
            @RestQuery @Nullable Boolean dryRun,
            @Context HttpServerRequest request) {
        return steps.make(
                new RightsChange.SetAccountRoles(RightsSteps.account(name), wanted.wanted()), dryRun, request);
    }
}
