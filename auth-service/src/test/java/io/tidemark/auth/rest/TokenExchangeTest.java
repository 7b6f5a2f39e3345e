package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.ClusterResource;
import io.tidemark.auth.DirectoryResource;
import io.tidemark.auth.ProviderResource;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.util.List;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
@QuarkusTestResource(ClusterResource.class)
@QuarkusTestResource(ProviderResource.class)
@QuarkusTestResource(DirectoryResource.class)
class TokenExchangeTest {
    private static final String JWT = "urn:ietf:params:oauth:token-type:jwt";

    @Test
    void aPodsTokenIsExchangedForThatOfTheAgentOfItsNode() {
        Response answer = exchange(ClusterResource.token("scan", "node-7", "tidemark-auth"), JWT);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("issued_token_type")).isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        assertThat(answer.<String>path("token_type")).isEqualTo("Bearer");
        assertThat(KeySteps.claims(SignIns.token(answer)))
                .contains("\"sub\":\"scan@node-7\"", "\"server\":\"node-7\"")
                .contains(
                        "\"scope\":\"policies:read snapshots:read snapshots:write samples:write hashes:write audit:write\"");
        assertThat(KeySteps.logged("sign-in", "scan@node-7"))
                .containsExactly("accepted grant_type=urn:ietf:params:oauth:grant-type:token-exchange");
    }

    @Test
    void aTokenOfAnotherAccountOrForAnotherAudienceIsRefusedAlike() {
        Response account = exchange(ClusterResource.token("history", "node-7", "tidemark-auth"), JWT);
        Response audience = exchange(ClusterResource.token("scan", "node-7", "https://kubernetes"), JWT);

        assertThat(account.statusCode()).isEqualTo(401);
        assertThat(account.<String>path("code")).isEqualTo("invalid-credentials");
        assertThat(audience.asString()).isEqualTo(account.asString());
    }

    @Test
    void anotherTypeOfTokenIsNamed() {
        Response answer = exchange("x", "urn:ietf:params:oauth:token-type:saml2");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("code")).isEqualTo("malformed");
    }

    @Test
    void theMetadataOffersIt() {
        assertThat(given().get("/.well-known/oauth-authorization-server").<List<String>>path("grant_types_supported"))
                .contains("urn:ietf:params:oauth:grant-type:token-exchange");
    }

    private static Response exchange(String token, String type) {
        return given().formParam("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
                .formParam("subject_token", token)
                .formParam("subject_token_type", type)
                .post("/api/auth/token");
    }
}
