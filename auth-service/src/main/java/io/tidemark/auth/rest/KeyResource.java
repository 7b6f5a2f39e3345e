package io.tidemark.auth.rest;

import io.quarkus.security.Authenticated;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.credential.ClientId;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.key.Keys;
import io.tidemark.auth.key.MadeKey;
import io.tidemark.auth.key.Maker;
import io.tidemark.auth.key.NewKey;
import io.tidemark.auth.proposal.Change;
import io.tidemark.auth.rest.KeyAnswers.KeyAnswer;
import io.tidemark.auth.rest.KeyAnswers.MadeKeyAnswer;
import io.tidemark.auth.rest.KeyRequests.KeyBody;
import io.tidemark.auth.rest.KeyRequests.Rotation;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.token.TokenSigner;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/// Keys of people, services and agents.
@Path("/api/auth/keys")
@Authenticated
public class KeyResource {
    private final Keys keys;
    private final SecondLook second;
    private final Caller caller;
    private final JsonWebToken token;
    private final SecurityIdentity identity;

    KeyResource(Keys keys, SecondLook second, Caller caller, JsonWebToken token, SecurityIdentity identity) {
        this.keys = keys;
        this.second = second;
        this.caller = caller;
        this.token = token;
        this.identity = identity;
    }

    @GET
    @Operation(
            operationId = "listKeys",
            summary = "List keys by id: one's own, or with keys:read all",
            description = "Also those that are over; never their text.")
    @APIResponse(responseCode = "200", description = "A page of keys")
    @APIResponse(responseCode = "400", description = "The cursor was not given out by this list")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "422", description = "The limit is out of range")
    public Page<KeyAnswer> listKeys(
            @RestQuery @Nullable Integer limit,
            @RestQuery @Nullable String cursor,
            @Context HttpServerRequest request) {
        int size = Limit.check(limit, 100, 1000);
        String after = cursor == null ? "" : Cursor.decode(cursor, 1).getFirst();
        return Page.of(keys.list(maker(request), after, size + 1), size, key -> Cursor.encode(key.id()))
                .map(KeyAnswer::of);
    }

    @POST
    @Operation(
            operationId = "makeKey",
            summary = "Make a key for oneself, or with keys:write for somebody else or a service",
            description = "Its text (tdk_ and 50 letters and digits) is in this answer and never again. It is"
                    + " exchanged for an access token at POST /api/auth/token with grant_type=client_credentials, the"
                    + " holder's name as client_id and the key as client_secret. The token permits what the scope"
                    + " names and the holder may do then.")
    @APIResponse(
            responseCode = "201",
            description = "The key",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MadeKeyAnswer.class)))
    @APIResponse(
            responseCode = "202",
            description = "It is somebody else's and opens nothing yet. " + SecondLook.WAITS,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MadeKeyAnswer.class)))
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(
            responseCode = "403",
            description =
                    "It would open more than the caller may, or is somebody else's, or a key stands for the caller")
    @APIResponse(responseCode = "422", description = "Fields are wrong; the answer names them")
    public RestResponse<MadeKeyAnswer> makeKey(KeyBody body, @Context HttpServerRequest request) {
        Maker maker = maker(request);
        NewKey wanted = body.wanted(maker.self());
        if (second.isNeeded() && !wanted.holder().isSame(maker.self())) {
            MadeKey made = keys.prepared(wanted, maker);
            return second.keep(new Change.MakeKey(made.key()), maker.actor(), MadeKeyAnswer.of(made));
        }
        return created(keys.make(wanted, maker));
    }

    @POST
    @Path("/{id}/rotate")
    @Operation(
            operationId = "rotateKey",
            summary = "Make the next key with the same scope; the old one stays good for the overlap",
            description = "One's own, or with keys:write anybody's but an agent's. Each key is replaced once.")
    @APIResponse(
            responseCode = "201",
            description = "The next key",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MadeKeyAnswer.class)))
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(
            responseCode = "403",
            description = "The key opens more than the caller may, or is not the caller's where changes need two")
    @APIResponse(responseCode = "404", description = "The caller has no such key")
    @APIResponse(responseCode = "409", description = "It is over, or was replaced before")
    @APIResponse(responseCode = "422", description = "Fields are wrong; the answer names them")
    public RestResponse<MadeKeyAnswer> rotateKey(
            @RestPath String id, Rotation rotation, @Context HttpServerRequest request) {
        return created(keys.rotate(id, rotation.wantedOverlap(), rotation.chosen(), maker(request)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(
            operationId = "endKey",
            summary = "End a key, one's own or with keys:write anybody's",
            description = "It gives no token any more, and every service refuses those it gave within 30 seconds.")
    @APIResponse(responseCode = "204", description = "It opens nothing any more")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "404", description = "The caller has no such key, or it was ended before")
    public void endKey(@RestPath String id, @Context HttpServerRequest request) {
        keys.end(id, maker(request));
    }

    private static RestResponse<MadeKeyAnswer> created(MadeKey made) {
        return RestResponse.ResponseBuilder.ok(MadeKeyAnswer.of(made))
                .status(RestResponse.Status.CREATED)
                .header("Cache-Control", "no-store")
                .location(URI.create("/api/auth/keys/" + made.key().id()))
                .build();
    }

    private Maker maker(HttpServerRequest request) {
        return new Maker(
                new Actor(caller.subject(), Addresses.of(request)),
                self(),
                token.<String>claim("sid"),
                this::opens,
                identity.checkPermissionBlocking(new StringPermission("keys", "read")),
                identity.checkPermissionBlocking(new StringPermission("keys", "write")));
    }

    private boolean opens(Permission permission) {
        String[] words = permission.toString().split(":", -1);
        return identity.checkPermissionBlocking(new StringPermission(words[0], words[1]))
                || identity.checkPermissionBlocking(new StringPermission(words[0], words[1] + "-part"));
    }

    private KeyHolder self() {
        return caller.clientId().equals(TokenSigner.PEOPLE)
                ? KeyHolder.user(new AccountName(caller.subject()))
                : KeyHolder.machine(new ClientId(caller.clientId()), caller.server());
    }
}
