package io.tidemark.auth.rest;

import io.tidemark.auth.outside.BrowserSignIns;
import io.tidemark.auth.outside.BrowserSignIns.Answer;
import io.tidemark.auth.outside.BrowserSignIns.Begun;
import io.tidemark.auth.outside.SignInRequest.Asked;
import io.tidemark.platform.tenant.ForAllTenants;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.NewCookie;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestCookie;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/// The way of a person's browser to the OpenID Connect provider and back to the program that wants tokens.
@Path("/api/auth")
@PermitAll
@ForAllTenants
public class BrowserSignInResource {
    private static final String COOKIE = "tidemark-sign-in";
    private static final String CALLBACK = "/api/auth/callback";
    private static final int MINUTES_10 = 600;

    private final BrowserSignIns signIns;

    BrowserSignInResource(BrowserSignIns signIns) {
        this.signIns = signIns;
    }

    @GET
    @Path("/authorize")
    @Operation(
            operationId = "beginSignIn",
            summary = "Sign a person in by the OpenID Connect provider (RFC 6749 section 4.1, RFC 7636)",
            description =
                    "To be opened in a browser by a program that listens on a loopback address (RFC 8252), or by a"
                            + " site's own pages at an address that is configured. The browser goes to the provider and comes back"
                            + " there with a code, which the program sends to /api/auth/token with grant_type=authorization_code,"
                            + " redirect_uri and code_verifier within a minute.")
    @APIResponse(responseCode = "303", description = "To the provider; Location has its address")
    @APIResponse(responseCode = "400", description = "A parameter is missing or wrong; nobody is sent anywhere")
    @APIResponse(responseCode = "404", description = "No provider is configured here")
    public RestResponse<Void> beginSignIn(
            @RestQuery("response_type") @Nullable String responseType,
            @RestQuery("client_id") @Nullable String clientId,
            @RestQuery("redirect_uri") @Nullable String redirectUri,
            @RestQuery @Nullable String state,
            @RestQuery("code_challenge") @Nullable String codeChallenge,
            @RestQuery("code_challenge_method") @Nullable String codeChallengeMethod) {
        Begun begun = signIns.begin(
                new Asked(responseType, clientId, redirectUri, state, codeChallenge, codeChallengeMethod));
        return redirect(begun.location(), cookie(begun.kept(), begun.secure(), MINUTES_10));
    }

    @GET
    @Path("/callback")
    @Operation(operationId = "finishSignIn", summary = "Where the provider sends the browser back to")
    @APIResponse(responseCode = "303", description = "To the program that asked, with a code or an error")
    @APIResponse(responseCode = "400", description = "This browser began no such sign-in within the last ten minutes")
    @APIResponse(responseCode = "404", description = "No provider is configured here")
    public RestResponse<Void> finishSignIn(
            @RestQuery @Nullable String code,
            @RestQuery @Nullable String state,
            @RestQuery @Nullable String error,
            @RestQuery @Nullable String iss,
            @RestCookie(COOKIE) @Nullable String kept,
            @Context HttpServerRequest request) {
        URI location = signIns.finish(new Answer(code, state, error, iss), kept, Addresses.origin(request));
        return redirect(location, cookie("", request.isSSL(), 0));
    }

    private static RestResponse<Void> redirect(URI location, NewCookie cookie) {
        return RestResponse.ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
                .location(location)
                .cookie(cookie)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    /// Goes along when the provider sends the browser back, and to nobody else.
    private static NewCookie cookie(String value, boolean secure, int seconds) {
        return new NewCookie.Builder(COOKIE)
                .value(value)
                .path(CALLBACK)
                .httpOnly(true)
                .secure(secure)
                .sameSite(NewCookie.SameSite.LAX)
                .maxAge(seconds)
                .build();
    }
}
