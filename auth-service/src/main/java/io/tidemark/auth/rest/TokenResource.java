package io.tidemark.auth.rest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.auth.token.AccessToken;
import io.tidemark.auth.token.Grants;
import io.tidemark.auth.token.SigningKey;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
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
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Tokens, and the keys to check them with.
@Path("/api/auth")
@PermitAll
public class TokenResource {
    private final Grants grants;
    private final SigningKey key;

    TokenResource(Grants grants, SigningKey key) {
        this.grants = grants;
        this.key = key;
    }

    @POST
    @Path("/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @Operation(
            operationId = "issueToken",
            summary = "Get a token for a password or for a client secret",
            description =
                    "grant_type=password needs username and password, grant_type=client_credentials needs client_id "
                            + "and client_secret; the other two are not looked at. Client ids are history, analytics, "
                            + "forecast, alert, scan, or scan@<server>.")
    @APIResponse(
            responseCode = "200",
            description = "A bearer token, valid for 15 minutes",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TokenAnswer.class)))
    @APIResponse(responseCode = "400", description = "A field is missing, or the grant type is not supported")
    @APIResponse(responseCode = "401", description = "The name or the secret is wrong; which, is not told")
    @APIResponse(responseCode = "429", description = "Too many attempts; Retry-After says when to come again")
    public TokenAnswer issueToken(
            @RestForm("grant_type") @Nullable String grantType,
            @RestForm @Nullable String username,
            @RestForm @Nullable String password,
            @RestForm("client_id") @Nullable String clientId,
            @RestForm("client_secret") @Nullable String clientSecret,
            @Context HttpServerRequest request) {
        String address = Addresses.of(request);
        return TokenAnswer.of(
                switch (TokenForm.grant(grantType)) {
                    case PASSWORD ->
                        grants.password(
                                TokenForm.field("username", username), TokenForm.field("password", password), address);
                    case CLIENT_CREDENTIALS ->
                        grants.clientCredentials(
                                TokenForm.field("client_id", clientId),
                                TokenForm.field("client_secret", clientSecret),
                                address);
                });
    }

    @GET
    @Path("/jwks")
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=60")
    @Operation(operationId = "keys", summary = "The public keys that tokens are signed with, as a JSON Web Key Set")
    @APIResponse(responseCode = "200", description = "The keys (RFC 7517)")
    public KeySet keys() {
        return new KeySet(List.of(key.publicJwk()));
    }

    /// RFC 7517 section 5.
    public record KeySet(List<Map<String, Object>> keys) {}

    /// RFC 6749 section 5.1.
    public record TokenAnswer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            String scope) {
        static TokenAnswer of(AccessToken token) {
            return new TokenAnswer(token.value(), "Bearer", token.lifetime().toSeconds(), token.scope());
        }
    }
}
