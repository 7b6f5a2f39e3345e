package io.tidemark.auth.rest;

import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.audit.Administration;
import io.tidemark.auth.proposal.Change;
import io.tidemark.auth.rest.UserRequests.Disabling;
import io.tidemark.auth.rest.UserRequests.NewUser;
import io.tidemark.auth.rest.UserRequests.PasswordChange;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
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

/// Accounts of people.
@Path("/api/users")
public class UserResource {
    private final Administration administration;
    private final SecondLook second;
    private final Caller caller;
    private final SecurityIdentity identity;

    UserResource(Administration administration, SecondLook second, Caller caller, SecurityIdentity identity) {
        this.administration = administration;
        this.second = second;
        this.caller = caller;
        this.identity = identity;
    }

    @GET
    @PermissionsAllowed("users:read")
    @Operation(operationId = "listUsers", summary = "List the accounts by name")
    @APIResponse(responseCode = "200", description = "A page of accounts")
    @APIResponse(responseCode = "400", description = "The cursor was not given out by this list")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not read users")
    @APIResponse(responseCode = "422", description = "The limit is out of range")
    public Page<UserAnswer> listUsers(@RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        int size = Limit.check(limit, 100, 1000);
        AccountName after =
                cursor == null ? null : name(Cursor.decode(cursor, 1).getFirst());
        return Page.of(
                        administration.list(after, size + 1),
                        size,
                        a -> Cursor.encode(a.name().value()))
                .map(UserAnswer::of);
    }

    @POST
    @PermissionsAllowed("users:write")
    @Operation(operationId = "createUser", summary = "Make an account")
    @APIResponse(
            responseCode = "201",
            description = "The account was made; Location has its address",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = UserAnswer.class)))
    @APIResponse(responseCode = "202", description = SecondLook.WAITS)
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not change users")
    @APIResponse(responseCode = "409", description = "There is an account of this name")
    @APIResponse(responseCode = "422", description = "Fields are wrong; the answer names them")
    public RestResponse<UserAnswer> createUser(NewUser user, @Context HttpServerRequest request) {
        if (second.isNeeded()) {
            Account wanted = administration.prepared(user.checked(), actor(request));
            return second.keep(new Change.MakeAccount(wanted), actor(request), null);
        }
        Account made = administration.create(user.checked(), actor(request));
        return RestResponse.ResponseBuilder.ok(UserAnswer.of(made))
                .status(RestResponse.Status.CREATED)
                .location(URI.create("/api/users/" + made.name()))
                .build();
    }

    @POST
    @Path("/{name}/password")
    @Authenticated
    @Operation(
            operationId = "replacePassword",
            summary = "Replace one's own password, or, as administrator, somebody else's")
    @APIResponse(responseCode = "204", description = "The new password counts from now on")
    @APIResponse(responseCode = "202", description = SecondLook.WAITS)
    @APIResponse(
            responseCode = "401",
            description = "There is no valid token, or the old password or the one-time code is wrong")
    @APIResponse(responseCode = "403", description = "It is somebody else's, and the caller may not change users")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "The account's password is kept by another system")
    @APIResponse(responseCode = "422", description = "The new password is too weak")
    @APIResponse(
            responseCode = "429",
            description = "Too many wrong old passwords; Retry-After says when to come again")
    public RestResponse<Void> replacePassword(
            @RestPath String name, PasswordChange change, @Context HttpServerRequest request) {
        boolean administers = identity.checkPermissionBlocking(new StringPermission("users", "write"));
        AccountName account = name(name);
        if (administers && second.isNeeded() && !name.equals(caller.subject())) {
            String hash = administration.preparedPassword(account, change.replacement(), actor(request));
            return second.keep(new Change.ReplacePassword(account, hash), actor(request), null);
        }
        administration.replacePassword(account, change.old(), change.replacement(), actor(request), administers);
        return RestResponse.noContent();
    }

    @PUT
    @Path("/{name}/disabled")
    @PermissionsAllowed("users:write")
    @Operation(
            operationId = "disableUser",
            summary = "Disable or enable an account",
            description =
                    "Disabling takes one administrator also where all else takes two; with auth.four-eyes two must be"
                            + " left.")
    @APIResponse(responseCode = "200", description = "The account as it is now; a disabled one gets no token")
    @APIResponse(responseCode = "202", description = "Enabling: " + SecondLook.WAITS)
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not change users")
    @APIResponse(responseCode = "404", description = "There is no such account")
    @APIResponse(responseCode = "409", description = "Too few administrators would be left")
    @APIResponse(responseCode = "422", description = "The field is missing")
    public RestResponse<UserAnswer> disableUser(
            @RestPath String name, Disabling wanted, @Context HttpServerRequest request) {
        AccountName account = name(name);
        return second.isNeeded() && !wanted.wanted()
                ? second.keep(new Change.Enable(account), actor(request), null)
                : RestResponse.ok(UserAnswer.of(administration.setDisabled(account, wanted.wanted(), actor(request))));
    }

    private Actor actor(HttpServerRequest request) {
        return new Actor(caller.subject(), Addresses.of(request));
    }

    private static AccountName name(String text) {
        if (!AccountName.isValid(text)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, "No account can have this name");
        }
        return new AccountName(text);
    }
}
