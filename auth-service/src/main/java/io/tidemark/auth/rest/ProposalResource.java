package io.tidemark.auth.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.audit.Actor;
import io.tidemark.auth.credential.KeyText;
import io.tidemark.auth.proposal.Approver;
import io.tidemark.auth.proposal.Proposal;
import io.tidemark.auth.proposal.Proposals;
import io.tidemark.auth.rest.ProposalAnswers.Approval;
import io.tidemark.auth.rest.ProposalAnswers.ProposalAnswer;
import io.tidemark.auth.rest.ProposalAnswers.ProposalDetail;
import io.tidemark.auth.rest.RightsAnswers.ChangeAnswer;
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
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

/// Changes of who may do what that wait for a second administrator.
@Path("/api/proposals")
@APIResponse(responseCode = "401", description = "There is no valid token")
public class ProposalResource {
    private final Proposals proposals;
    private final Caller caller;
    private final JsonWebToken token;

    ProposalResource(Proposals proposals, Caller caller, JsonWebToken token) {
        this.proposals = proposals;
        this.caller = caller;
        this.token = token;
    }

    @GET
    @PermissionsAllowed("users:read")
    @Operation(
            operationId = "listProposals",
            summary = "List changes that wait for a second administrator, and what became of others")
    @APIResponse(responseCode = "200", description = "A page of proposals, newest first")
    @APIResponse(responseCode = "400", description = "The cursor was not given out by this list")
    @APIResponse(responseCode = "403", description = "The caller may not read users")
    @APIResponse(responseCode = "422", description = "The limit is out of range")
    public Page<ProposalAnswer> listProposals(@RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) {
        int size = Limit.check(limit, 100, 1000);
        Parameters.Behind behind = Parameters.behind(cursor);
        Instant now = Instant.now();
        return Page.of(
                        proposals.list(behind.at(), behind.id(), size + 1),
                        size,
                        p -> Cursor.encode(p.proposedAt().toString(), p.id().toString()))
                .map(p -> ProposalAnswer.of(p, now));
    }

    @GET
    @Path("/{id}")
    @PermissionsAllowed("users:read")
    @Operation(operationId = "getProposal", summary = "One proposal, and who would gain and lose what by it now")
    @APIResponse(responseCode = "200", description = "The proposal")
    @APIResponse(responseCode = "403", description = "The caller may not read users")
    @APIResponse(responseCode = "404", description = "There is no such proposal")
    public ProposalDetail getProposal(@RestPath UUID id) {
        Proposal proposal = proposals.get(id);
        return ProposalDetail.of(proposal, proposals.outlook(proposal), Instant.now());
    }

    @POST
    @Path("/{id}/approve")
    @PermissionsAllowed({"users:write", "roles:write", "keys:write", "tenants:write"})
    @Operation(
            operationId = "approveProposal",
            summary = "Make a change that somebody else proposed",
            description =
                    "Both must be permitted such changes and have what it gives, at this moment. Not with a key, and"
                            + " not where one of the two made the account of the other, or set its password or took its one-time"
                            + " codes away, in the last seven days.")
    @APIResponse(responseCode = "200", description = "What the change gave and took")
    @APIResponse(
            responseCode = "403",
            description = "The caller is not, or could not be, another person, or one of the two may not do this")
    @APIResponse(responseCode = "404", description = "There is no such proposal, or what it changes is gone")
    @APIResponse(
            responseCode = "409",
            description =
                    "It is not open, does not fit what is there, or would do something else than what was looked at")
    @APIResponse(
            responseCode = "422",
            description = "The effect is missing, or names in the change do not exist any more")
    public ChangeAnswer approveProposal(@RestPath UUID id, Approval approval, @Context HttpServerRequest request) {
        return ChangeAnswer.of(true, proposals.approve(id, approval.seen(), approver(request)));
    }

    @POST
    @Path("/{id}/refuse")
    @PermissionsAllowed({"users:write", "roles:write", "keys:write", "tenants:write"})
    @Operation(operationId = "refuseProposal", summary = "Let a change that somebody else proposed not be made")
    @APIResponse(responseCode = "204", description = "It is refused")
    @APIResponse(responseCode = "403", description = "The caller is not another person, or may not change such things")
    @APIResponse(responseCode = "404", description = "There is no such proposal")
    @APIResponse(responseCode = "409", description = "It is not open")
    public void refuseProposal(@RestPath UUID id, @Context HttpServerRequest request) {
        proposals.refuse(id, approver(request));
    }

    @DELETE
    @Path("/{id}")
    @PermissionsAllowed({"users:write", "roles:write", "keys:write", "tenants:write"})
    @Operation(operationId = "withdrawProposal", summary = "Withdraw what one proposed oneself")
    @APIResponse(responseCode = "204", description = "It is withdrawn")
    @APIResponse(
            responseCode = "403",
            description = "Somebody else proposed it, or the caller may not change such things")
    @APIResponse(responseCode = "404", description = "There is no such proposal")
    @APIResponse(responseCode = "409", description = "It is not open")
    public void withdrawProposal(@RestPath UUID id, @Context HttpServerRequest request) {
        proposals.withdraw(id, actor(request));
    }

    private Approver approver(HttpServerRequest request) {
        boolean byKey =
                token.<String>claim("sid").filter(KeyText.Kind.KEY::begins).isPresent();
        return new Approver(actor(request), caller.clientId().equals(TokenSigner.PEOPLE) && !byKey);
    }

    private Actor actor(HttpServerRequest request) {
        return new Actor(caller.subject(), Addresses.of(request));
    }
}
