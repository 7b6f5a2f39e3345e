package io.tidemark.auth.rest;

import io.quarkus.security.Authenticated;
import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.SecurityIdentity;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.session.Session;
import io.tidemark.auth.session.Sessions;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Where somebody is signed in.
@Path("/api/users/{name}/sessions")
public class SessionResource {
    private final Sessions sessions;
    private final Caller caller;
    private final SecurityIdentity identity;

    SessionResource(Sessions sessions, Caller caller, SecurityIdentity identity) {
        this.sessions = sessions;
        this.caller = caller;
        this.identity = identity;
    }

    @GET
    @Authenticated
    @Operation(
            operationId = "listSessions",
            summary = "The sessions of a user that are not over, the newest first",
            description = "One's own, or with users:read anybody's.")
    @APIResponse(responseCode = "200", description = "The sessions; none for an unknown user")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "They are somebody else's, and the caller may not read users")
    @APIResponse(responseCode = "404", description = "No account can have this name")
    public SessionList listSessions(@RestPath String name) {
        requireOwnOr(name, "read");
        return new SessionList(sessions.of(RightsSteps.account(name)).stream()
                .map(SessionAnswer::of)
                .toList());
    }

    @DELETE
    @Authenticated
    @Operation(
            operationId = "endSessions",
            summary = "Sign a user out everywhere",
            description = "Oneself, or with users:write anybody. Every service refuses the tokens within 30 seconds.")
    @APIResponse(responseCode = "204", description = "The user has no session any more")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "It is somebody else, and the caller may not change users")
    @APIResponse(responseCode = "404", description = "No account can have this name")
    public void endSessions(@RestPath String name, @Context HttpServerRequest request) {
        requireOwnOr(name, "write");
        sessions.endAll(RightsSteps.account(name), actor(request));
    }

    @DELETE
    @Path("/{id}")
    @Authenticated
    @Operation(
            operationId = "endSession",
            summary = "End one session of a user",
            description = "One's own, or with users:write anybody's.")
    @APIResponse(responseCode = "204", description = "The session is over; its tokens within 30 seconds, everywhere")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "It is somebody else's, and the caller may not change users")
    @APIResponse(responseCode = "404", description = "The user has no such session")
    public void endSession(@RestPath String name, @RestPath UUID id, @Context HttpServerRequest request) {
        requireOwnOr(name, "write");
        AccountName account = RightsSteps.account(name);
        sessions.end(account, id, actor(request));
    }

    private void requireOwnOr(String name, String action) {
        if (!name.equals(caller.subject())
                && !identity.checkPermissionBlocking(new StringPermission("users", action))) {
            throw new ProblemException(ProblemCode.FORBIDDEN, "The sessions of others need users:" + action);
        }
    }

    private Actor actor(HttpServerRequest request) {
        return new Actor(caller.subject(), Addresses.of(request));
    }

    public record SessionList(List<SessionAnswer> items) {}

    /// @param address where the sign-in came from
    /// @param userAgent what the program called itself that signed in
    /// @param usedAt when it was last renewed
    public record SessionAnswer(
            UUID id, String address, String userAgent, Instant beganAt, Instant usedAt, Instant endsAt) {
        static SessionAnswer of(Session session) {
            return new SessionAnswer(
                    session.id(),
                    session.from().address(),
                    session.from().agent(),
                    session.beganAt(),
                    session.usedAt(),
                    session.endsAt());
        }
    }
}
