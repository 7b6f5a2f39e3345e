package io.tidemark.auth.rest;

import io.tidemark.auth.rest.TokenAnswers.KeySet;
import io.tidemark.auth.rest.TokenAnswers.TokenAnswer;
import io.tidemark.auth.token.GrantType;
import io.tidemark.auth.token.Grants;
import io.tidemark.auth.token.KeyRing;
import io.tidemark.auth.token.Origin;
import io.tidemark.auth.token.Turnstile;
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
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/// Tokens, and the keys to check them with.
@Path("/api/auth")
@PermitAll
@ForAllTenants
public class TokenResource {
    private final Grants grants;
    private final Turnstile turnstile;
    private final KeyRing keys;

    TokenResource(Grants grants, Turnstile turnstile, KeyRing keys) {
        this.grants = grants;
        this.turnstile = turnstile;
        this.keys = keys;
    }

    @POST
    @Path("/token")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @Operation(
            operationId = "issueToken",
            summary =
                    "Get a token for a password, a refresh token, a client secret, a key, a code, or another system's token",
            description =
                    "grant_type=password needs username and password, and otp where the account has one-time codes (or a"
                            + " recovery code); grant_type=refresh_token needs refresh_token,"
                            + " grant_type=client_credentials needs client_id and client_secret; the others are not"
                            + " looked at. A password also gives a refresh token. It is good once and gives the next"
                            + " one; who sends it again later than ten seconds ends the session. Client ids are history, analytics, "
                            + "forecast, alert, or scan@<server>. A client_secret may be a key; client_id is then the name of"
                            + " its holder, also of a person. Where a cluster is configured, grant_type="
                            + "urn:ietf:params:oauth:grant-type:token-exchange (RFC 8693) takes the service account token that"
                            + " it projects into a pod as subject_token, of subject_token_type"
                            + " urn:ietf:params:oauth:token-type:jwt. Where an OpenID Connect provider is configured, it takes"
                            + " an ID token of it too, of subject_token_type urn:ietf:params:oauth:token-type:id_token, and"
                            + " grant_type=authorization_code takes the code that /api/auth/authorize led to, with"
                            + " client_id=tidemark, redirect_uri and code_verifier.")
    @APIResponse(
            responseCode = "200",
            description = "A bearer token, valid for 15 minutes",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = TokenAnswer.class)))
    @APIResponse(responseCode = "400", description = "A field is missing, or the grant type is not supported")
    @APIResponse(
            responseCode = "401",
            description =
                    "The name, the secret, the code, the key or the token is wrong; which, is not told. Its code is"
                            + " invalid-client for client_credentials, else invalid-credentials")
    @APIResponse(responseCode = "429", description = "Too many attempts; Retry-After says when to come again")
    public TokenAnswer issueToken(
            @RestForm("grant_type") @Nullable String grantType,
            @RestForm @Nullable String username,
            @RestForm @Nullable String password,
            @RestForm @Nullable String otp,
            @RestForm("refresh_token") @Nullable String refreshToken,
            @RestForm("client_id") @Nullable String clientId,
            @RestForm("client_secret") @Nullable String clientSecret,
            @RestForm("subject_token") @Nullable String subjectToken,
            @RestForm("subject_token_type") @Nullable String subjectTokenType,
            @RestForm @Nullable String code,
            @RestForm("redirect_uri") @Nullable String redirectUri,
            @RestForm("code_verifier") @Nullable String codeVerifier,
            @Context HttpServerRequest request) {
        Origin from = Addresses.origin(request);
        GrantType grant = TokenForm.grant(grantType, grants.types());
        return TokenAnswer.of(
                switch (grant) {
                    case PASSWORD -> {
                        String name = TokenForm.field("username", username);
                        String proof = TokenForm.field("password", password);
                        String shown = otp == null || otp.isEmpty() ? "" : TokenForm.field("otp", otp);
                        yield turnstile.pass(name, from, () -> grants.password(name, proof, shown, from));
                    }
                    case REFRESH_TOKEN -> grants.refresh(TokenForm.field("refresh_token", refreshToken), from);
                    case CLIENT_CREDENTIALS ->
                        grants.clientCredentials(
                                TokenForm.field("client_id", clientId),
                                TokenForm.field("client_secret", clientSecret),
                                from);
                    case AUTHORIZATION_CODE -> {
                        TokenForm.requireClient(clientId);
                        yield grants.authorizationCode(
                                TokenForm.field("code", code),
                                TokenForm.field("redirect_uri", redirectUri),
                                TokenForm.field("code_verifier", codeVerifier),
                                from);
                    }
                    case TOKEN_EXCHANGE ->
                        TokenForm.isIdToken(subjectTokenType)
                                ? grants.exchangeIdToken(TokenForm.subjectToken(subjectToken), from)
                                : grants.exchange(TokenForm.subjectToken(subjectToken), from);
                },
                grant);
    }

    @GET
    @Path("/jwks")
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=60")
    @Operation(operationId = "keys", summary = "The public keys that tokens are signed with, as a JSON Web Key Set")
    @APIResponse(responseCode = "200", description = "The keys (RFC 7517)")
    public KeySet keys() {
        return new KeySet(keys.published());
    }
}
