package io.tidemark.auth.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.auth.role.Permission;
import io.tidemark.auth.token.GrantType;
import io.tidemark.auth.token.Grants;
import io.tidemark.platform.client.AuthAddress;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Arrays;
import java.util.List;

/// Where clients find what they need (RFC 8414).
@Path("/.well-known/oauth-authorization-server")
@PermitAll
public class MetadataResource {
    private final AuthAddress own;
    private final Grants grants;

    MetadataResource(AuthAddress own, Grants grants) {
        this.own = own;
        this.grants = grants;
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "public, max-age=300")
    @Operation(operationId = "serverMetadata", summary = "Addresses and abilities of this service (RFC 8414)")
    @APIResponse(responseCode = "200", description = "The metadata")
    public ServerMetadata serverMetadata(@Context UriInfo request) {
        boolean isAddress = own.issuer().startsWith("https://") || own.issuer().startsWith("http://");
        URI base = isAddress ? URI.create(own.issuer()) : request.getBaseUri();
        boolean offersCodes = grants.types().contains(GrantType.AUTHORIZATION_CODE);
        return new ServerMetadata(
                own.issuer(),
                at(base, "token"),
                at(base, "jwks"),
                at(base, "revoke"),
                at(base, "introspect"),
                grants.types().stream().map(Object::toString).toList(),
                texts(Permission.values()),
                offersCodes ? at(base, "authorize") : null,
                offersCodes ? List.of("code") : List.of(),
                offersCodes ? List.of("S256") : List.of(),
                offersCodes ? List.of("client_secret_post", "none") : List.of("client_secret_post"),
                List.of("none"));
    }

    private static String at(URI base, String name) {
        return base.resolve("/api/auth/" + name).toString();
    }

    private static List<String> texts(Object[] values) {
        return Arrays.stream(values).map(Object::toString).toList();
    }

    /// @param authorizationEndpoint left out where no OpenID Connect provider is configured: nobody signs
    /// in by browser
    /// then
    /// @param responseTypesSupported none there
    /// @param revocationEndpointAuthMethodsSupported whoever has a token may end it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ServerMetadata(
            String issuer,
            @JsonProperty("token_endpoint") String tokenEndpoint,
            @JsonProperty("jwks_uri") String jwksUri,
            @JsonProperty("revocation_endpoint") String revocationEndpoint,
            @JsonProperty("introspection_endpoint") String introspectionEndpoint,
            @JsonProperty("grant_types_supported") List<String> grantTypesSupported,
            @JsonProperty("scopes_supported") List<String> scopesSupported,

            @JsonProperty("authorization_endpoint") @Nullable
            String authorizationEndpoint,

            @JsonProperty("response_types_supported") List<String> responseTypesSupported,

            @JsonProperty("code_challenge_methods_supported")
            List<String> codeChallengeMethodsSupported,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> tokenEndpointAuthMethodsSupported,

            @JsonProperty("revocation_endpoint_auth_methods_supported")
            List<String> revocationEndpointAuthMethodsSupported) {}
}
