package io.tidemark.auth.rest;

import io.quarkus.security.PermissionsAllowed;
import io.tidemark.auth.rest.TokenAnswers.IntrospectionAnswer;
import io.tidemark.auth.session.Introspection;
import io.tidemark.auth.session.Revocations;
import io.tidemark.platform.access.Caller;
import io.tidemark.platform.client.AuthAddress;
import io.tidemark.platform.tenant.ForAllTenants;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

import java.util.List;

/// The end of tokens before their time, and whether one is good.
@Path("/api/auth")
public class RevocationResource {
    private final Revocations revocations;
    private final Introspection introspection;
    private final AuthAddress own;
    private final Caller caller;

    RevocationResource(Revocations revocations, Introspection introspection, AuthAddress own, Caller caller) {
        this.revocations = revocations;
        this.introspection = introspection;
        this.own = own;
        this.caller = caller;
    }

    @POST
    @Path("/revoke")
    @PermitAll
    @ForAllTenants
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(
            operationId = "revokeToken",
            summary = "End what a token is good for (RFC 7009)",
            description = "A refresh token, or the access token of a person: the whole session. The access token of a"
                    + " service or an agent: this token. Whoever has a token may end it; what is no good token is"
                    + " answered alike. Every service refuses it within 30 seconds.")
    @APIResponse(responseCode = "204", description = "The token opens nothing any more, or never did")
    @APIResponse(responseCode = "400", description = "The field is missing or too long")
    public void revokeToken(
            @RestForm @Nullable String token,
            @RestForm("token_type_hint") @Nullable String tokenTypeHint,
            @Context HttpServerRequest request) {
        revocations.revoke(TokenForm.token(token), Addresses.of(request));
    }

    @POST
    @Path("/introspect")
    @PermissionsAllowed("tokens:read")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @Operation(operationId = "introspectToken", summary = "Tell whether a token is good, and what it says (RFC 7662)")
    @APIResponse(responseCode = "200", description = "What it says; only active=false for one that is not good")
    @APIResponse(responseCode = "400", description = "The field is missing or too long")
    @APIResponse(responseCode = "401", description = "There is no valid token")
    @APIResponse(responseCode = "403", description = "The caller may not ask about tokens")
    public IntrospectionAnswer introspectToken(
            @RestForm @Nullable String token, @RestForm("token_type_hint") @Nullable String tokenTypeHint) {
        return introspection
                .of(TokenForm.token(token), caller.tenancy())
                .map(good -> IntrospectionAnswer.of(good, own.issuer()))
                .orElse(IntrospectionAnswer.INACTIVE);
    }

    @GET
    @Path("/revocations")
    @PermitAll
    @ResponseHeader(name = "Cache-Control", value = "no-cache")
    @Operation(
            operationId = "listRevocations",
            summary = "What no service may accept any more, though it is good by its times",
            description = "Random ids of sessions (the claim sid) and tokens (jti), for as long as a token of theirs"
                    + " could be good. Services ask every ten seconds.")
    @APIResponse(responseCode = "200", description = "The ids")
    public RevokedIds listRevocations() {
        return new RevokedIds(revocations.ids());
    }

    /// @param ids in no order
    public record RevokedIds(List<String> ids) {}
}
