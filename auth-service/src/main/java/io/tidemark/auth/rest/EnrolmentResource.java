package io.tidemark.auth.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.agent.Enrolments;
import io.tidemark.auth.agent.MadeEnrolment;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.rest.KeyAnswers.EnrolledAnswer;
import io.tidemark.auth.rest.KeyAnswers.EnrolmentAnswer;
import io.tidemark.auth.rest.KeyAnswers.MadeEnrolmentAnswer;
import io.tidemark.auth.rest.KeyRequests.EnrolBody;
import io.tidemark.auth.rest.KeyRequests.EnrolmentBody;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.page.Limit;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.tenant.ForAllTenants;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;

/// Tokens that let agents in, and the way in.
@Path("/api/auth")
public class EnrolmentResource {
    private final Enrolments enrolments;
    private final Caller caller;

    EnrolmentResource(Enrolments enrolments, Caller caller) {
        this.enrolments = enrolments;
        this.caller = caller;
    }

    @GET
    @Path("/enrolments")
    @PermissionsAllowed("keys:read")
    @Operation(operationId = "listEnrolments", summary = "List enrolment tokens by id, never their text")
    @APIResponse(responseCode = "200", description = "A page of tokens, also of those that are used or over")
    @APIResponse(responseCode = "400", description = "The cursor was not given out by this list")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not see keys of others")
    @APIResponse(responseCode = "422", description = "The limit is out of range")
    public Page<EnrolmentAnswer> listEnrolments(
            @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        int size = Limit.check(limit, 100, 1000);
        String after = cursor == null ? "" : Cursor.decode(cursor, 1).getFirst();
        Instant now = Instant.now();
        return Page.of(enrolments.list(after, size + 1), size, e -> Cursor.encode(e.id()))
                .map(e -> EnrolmentAnswer.of(e, now));
    }

    @POST
    @Path("/enrolments")
    @PermissionsAllowed("keys:write")
    @Operation(
            operationId = "makeEnrolment",
            summary = "Make a token with which one agent enrols, once",
            description = "Without a server it is for any server that has no agent yet; with one, that server's agent"
                    + " is replaced: its former keys end. Good for an hour, or as long as is asked for, up to seven"
                    + " days.")
    @APIResponse(
            responseCode = "201",
            description = "The token; its text is in this answer and never again",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = MadeEnrolmentAnswer.class)))
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not let agents in")
    @APIResponse(responseCode = "422", description = "Fields are wrong; the answer names them")
    public RestResponse<MadeEnrolmentAnswer> makeEnrolment(EnrolmentBody body, @Context HttpServerRequest request) {
        MadeEnrolment made = enrolments.make(body.wanted(), actor(request));
        return RestResponse.ResponseBuilder.ok(MadeEnrolmentAnswer.of(made))
                .status(RestResponse.Status.CREATED)
                .header("Cache-Control", "no-store")
                .location(URI.create("/api/auth/enrolments/" + made.enrolment().id()))
                .build();
    }

    @DELETE
    @Path("/enrolments/{id}")
    @PermissionsAllowed("keys:write")
    @Operation(
            operationId = "withdrawEnrolment",
            summary = "Withdraw an enrolment token that was not used",
            description = "What was let in with a used one is ended with DELETE /api/auth/keys/{id}.")
    @APIResponse(responseCode = "204", description = "It lets nobody in")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not let agents in")
    @APIResponse(responseCode = "404", description = "There is none of this id that could still be used")
    public void withdrawEnrolment(@RestPath String id, @Context HttpServerRequest request) {
        enrolments.withdraw(id, actor(request));
    }

    @POST
    @Path("/enrol")
    @PermitAll
    @ForAllTenants
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @Operation(
            operationId = "enrol",
            summary = "Let an agent in with an enrolment token",
            description = "The agent makes its key (tdk_ and 50 letters and digits, the last six the checksum of the"
                    + " rest) and keeps it before it asks. Asking again with the same token, server and key is answered"
                    + " alike, so an answer may be lost; with another key the token is used up.")
    @APIResponse(responseCode = "200", description = "The key is good, and writes for this server only")
    @APIResponse(
            responseCode = "401",
            description = "The token is unknown, used, withdrawn, over or for another server; which, is not told")
    @APIResponse(responseCode = "409", description = "The token is for new servers, and this one has an agent")
    @APIResponse(responseCode = "422", description = "Fields are wrong; the answer names them")
    public EnrolledAnswer enrol(EnrolBody body, @Context HttpServerRequest request) {
        return EnrolledAnswer.of(enrolments.enrol(
                body.text(body.token()), body.text(body.server()), body.text(body.key()), Addresses.of(request)));
    }

    private Actor actor(HttpServerRequest request) {
        return new Actor(caller.subject(), Addresses.of(request));
    }
}
