package io.tidemark.auth.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.OpenApiDrift;
import io.tidemark.platform.test.PostgresResource;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class TokenResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void refusalsHaveTheWordsOfOAuthToo() {
        Response wrong = SignIns.password("administrator", "wrong password");
        Response client = SignIns.clientCredentials("alert", "not the secret, but as long as it");
        Response grant = given().formParam("grant_type", "implicit").post("/api/auth/token");
        Response missing = given().formParam("grant_type", "password").post("/api/auth/token");

        assertThat(wrong.<String>path("error")).isEqualTo("invalid_grant");
        assertThat(wrong.<String>path("error_description")).isEqualTo("The name or the secret is wrong");
        assertThat(wrong.<String>path("code")).isEqualTo("invalid-credentials");
        assertThat(client.<String>path("error")).isEqualTo("invalid_client");
        assertThat(client.<String>path("code")).isEqualTo("invalid-client");
        assertThat(grant.<String>path("error")).isEqualTo("unsupported_grant_type");
        assertThat(missing.<String>path("error")).isEqualTo("invalid_request");
        assertThat(given().get("/api/users").<String>path("error")).isNull();
    }

    @Test
    void theTokenOfAnAdministratorSaysExactlyWhatTheContractSays() throws Exception {
        Response answer = SignIns.password("administrator", SignIns.administratorPassword());

        answer.then().statusCode(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.<String>path("token_type")).isEqualTo("Bearer");
        assertThat(answer.<Integer>path("expires_in")).isEqualTo(900);
        String token = answer.path("access_token");
        JsonNode header = part(token, 0);
        assertThat(names(header)).containsExactly("alg", "kid", "typ");
        assertThat(header.get("alg").textValue()).isEqualTo("ES256");
        assertThat(header.get("typ").textValue()).isEqualTo("at+jwt");
        JsonNode claims = part(token, 1);
        assertThat(names(claims))
                .containsExactly(
                        "amr",
                        "aud",
                        "auth_time",
                        "client_id",
                        "exp",
                        "iat",
                        "iss",
                        "jti",
                        "nbf",
                        "scope",
                        "sid",
                        "sub",
                        "tenant",
                        "tenant_mark");
        assertThat(claims.get("tenant").textValue()).isEqualTo("default");
        assertThat(claims.get("amr").toString()).isEqualTo("[\"pwd\"]");
        assertThat(claims.get("iss").textValue()).isEqualTo("tidemark-auth");
        assertThat(claims.get("aud").textValue()).isEqualTo("tidemark");
        assertThat(claims.get("sub").textValue()).isEqualTo("administrator");
        assertThat(claims.get("client_id").textValue()).isEqualTo("tidemark");
        assertThat(claims.get("exp").longValue() - claims.get("iat").longValue())
                .isEqualTo(900);
        assertThat(claims.get("nbf")).isEqualTo(claims.get("iat"));
        assertThat(claims.get("scope").textValue())
                .isEqualTo(
                        "scans:read scans:execute servers:read servers:write groups:read groups:write policies:read"
                                + " policies:write retention:read retention:write snapshots:read snapshots:execute"
                                + " samples:read events:read files:read duplicates:execute forecasts:read alerts:read rules:read rules:write users:read users:write roles:read roles:write tokens:read keys:read keys:write tenants:read tenants:write audit:read")
                .isEqualTo(answer.path("scope"));
    }

    @ParameterizedTest
    @CsvSource({"scan@web-02, web-02", "scan@web-03, db-03"})
    void anAgentsTokenIsBoundToItsServer(String agent, String server) throws Exception {
        JsonNode claims = part(SignIns.client(agent), 1);

        assertThat(claims.get("sub").textValue()).isEqualTo(agent);
        assertThat(claims.get("client_id").textValue()).isEqualTo(agent);
        assertThat(claims.get("server").textValue()).isEqualTo(server);
        assertThat(claims.get("tenant").textValue()).isEqualTo("default");
        assertThat(claims.get("scope").textValue())
                .isEqualTo("policies:read snapshots:read snapshots:write samples:write hashes:write audit:write");
    }

    @Test
    void aServicesTokenIsBoundToNoServer() throws Exception {
        JsonNode claims = part(SignIns.client("history"), 1);

        assertThat(claims.has("server")).isFalse();
        assertThat(claims.get("tenant").textValue()).isEqualTo("*");
        assertThat(claims.get("scope").textValue())
                .isEqualTo("scans:read scans:execute servers:read groups:read policies:read retention:read"
                        + " snapshots:read samples:read events:read forecasts:read tokens:read audit:write");
    }

    @Test
    void thePublishedKeyVerifiesTheTokenAndHasNoPrivatePart() throws Exception {
        JsonWebSignature token = new JsonWebSignature();
        token.setCompactSerialization(SignIns.administrator());
        String id = token.getKeyIdHeaderValue();

        String keys =
                given().get("/api/auth/jwks").then().statusCode(200).extract().asString();

        JSON.readTree(keys)
                .get("keys")
                .forEach(key -> assertThat(names(key)).containsExactly("alg", "crv", "kid", "kty", "use", "x", "y"));
        JsonWebKey own = new JsonWebKeySet(keys).findJsonWebKey(id, "EC", "sig", "ES256");
        token.setKey(own.getKey());
        assertThat(token.verifySignature()).isTrue();
        assertThat(own.calculateBase64urlEncodedThumbprint("SHA-256")).isEqualTo(id);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameGetTheVerySameAnswer() {
        Response wrong = SignIns.password("administrator", "not the password");
        Response unknown = SignIns.password("nobody-here", "not the password");
        Response impossible = SignIns.password("NOT A NAME", "not the password");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.<String>path("code")).isEqualTo("invalid-credentials");
        for (Response other : List.of(unknown, impossible)) {
            assertThat(other.statusCode()).isEqualTo(wrong.statusCode());
            assertThat(other.asString()).isEqualTo(wrong.asString());
            assertThat(headers(other)).isEqualTo(headers(wrong));
        }
    }

    @Test
    void aWrongSecretAndAnUnknownClientGetTheVerySameAnswer() {
        Response wrong = SignIns.clientCredentials("alert", "not the secret, but as long as it");
        Response unknown = SignIns.clientCredentials("stranger", StateResource.SECRET);
        Response withoutServer = SignIns.clientCredentials("scan", StateResource.SECRET);
        Response path = SignIns.clientCredentials("../state/administrator-password", SignIns.administratorPassword());

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.<String>path("code")).isEqualTo("invalid-client");
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
        assertThat(withoutServer.asString()).isEqualTo(wrong.asString());
        assertThat(path.asString()).isEqualTo(wrong.asString());
    }

    @Test
    void afterFiveWrongPasswordsTheNextTryHasToWait() {
        SignIns.create("slow", "correct horse battery", "viewer").then().statusCode(201);
        for (int i = 0; i < 5; i++) {
            SignIns.password("slow", "wrong").then().statusCode(401);
        }

        Response next = SignIns.password("slow", "correct horse battery");

        assertThat(next.statusCode()).isEqualTo(429);
        assertThat(next.<String>path("code")).isEqualTo("too-many-requests");
        assertThat(Integer.parseInt(next.header("Retry-After"))).isBetween(1, 2);
    }

    @Test
    void anUnknownGrantTypeIsNamed() {
        Response answer = given().formParam("grant_type", "implicit").post("/api/auth/token");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<String>path("code")).isEqualTo("unsupported-grant-type");
    }

    @Test
    void aFieldThatIsMissingOrTooLongIsMalformed() {
        Response missing = given().formParam("grant_type", "password")
                .formParam("username", "administrator")
                .post("/api/auth/token");
        Response tooLong = SignIns.password("administrator", "x".repeat(600));
        Response farTooLong = SignIns.password("administrator", "x".repeat(100_000));

        assertThat(missing.statusCode()).isEqualTo(400);
        assertThat(missing.<String>path("code")).isEqualTo("malformed");
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(farTooLong.statusCode()).isIn(400, 413);
    }

    @Test
    void theContractInTheRepositoryIsTheOneOfTheCode() {
        OpenApiDrift.check();
    }

    private static JsonNode part(String token, int index) throws Exception {
        String part = token.split("\\.", -1)[index];
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /// All but the trace, which tells requests apart and no names.
    private static Set<String> headers(Response answer) {
        Set<String> all = new TreeSet<>();
        answer.headers().asList().stream()
                .filter(h -> !h.getName().equals("traceresponse"))
                .forEach(h -> all.add(h.toString()));
        return all;
    }
}
