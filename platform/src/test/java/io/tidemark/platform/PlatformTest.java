package io.tidemark.platform;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.platform.client.TokenSource;
import io.tidemark.platform.event.EventSubscription;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Tokens;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@QuarkusTestResource(AuthResource.class)
class PlatformTest {
    private static final String BASE = "/api/samples-of-platform";

    @TestHTTPResource
    URI address;

    @Inject
    TokenSource tokens;

    static List<String> badTokens() {
        return List.of(
                Tokens.forged("files:read"),
                Tokens.unsigned("files:read"),
                Tokens.expired("files:read"),
                Tokens.forAudience("somebody-else", "files:read"),
                Tokens.ofType("JWT", "files:read"),
                Tokens.ofType("rt+jwt", "files:read"),
                Tokens.ofKey("unknown", "files:read"),
                Tokens.of("revoked-before", "fresh", "files:read"),
                Tokens.of("fresh", "revoked-before", "files:read"),
                Tokens.ofMark("revoked-before", "files:read"),
                "not.a.token");
    }

    @Test
    void whoMaySeeAPartGetsThisPartAndOnlyWhereItIsAppliedAndAsked() {
        String part = Tokens.inPart(List.of(
                Map.of("effect", "allow", "scope", "servers:read files:read", "kind", "server", "name", "web-1")));

        get("/servers", part).statusCode(200).body("", equalTo(List.of("web-1")));
        get("/servers", Tokens.with("servers:read"))
                .statusCode(200)
                .body("", equalTo(List.of("web-1", "web-2", "db-1")));
        get("/servers", Tokens.with("files:read")).statusCode(403);
        get("/caller", part).statusCode(403);
    }

    @Test
    void refusesATokenWithinSecondsOfItsSessionsEndThoughItWasGoodBefore() throws InterruptedException {
        String token = Tokens.of("ends-soon", "any", "files:read");
        get("/caller", token).statusCode(200);

        AuthResource.revoked().add("ends-soon");

        assertThat(secondsUntilRefused(token)).isLessThanOrEqualTo(12);
    }

    @Test
    void letsACallerInWithThePermission() {
        get("/caller", Tokens.with("alerts:read", "files:read"))
                .statusCode(200)
                .body("subject", equalTo("tester"))
                .body("server", equalTo("none"));
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void refusesTokensThatAuthServiceDidNotSignForUs(String token) {
        get("/caller", token)
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", "Bearer")
                .body("code", equalTo("unauthenticated"));
    }

    @Test
    void refusesCallersWithoutToken() {
        given().get(BASE + "/caller").then().statusCode(401).body("code", equalTo("unauthenticated"));
    }

    @Test
    void refusesCallersWithoutThePermissionAndTellsTheAuditLog() throws InterruptedException {
        get("/caller", Tokens.as("nosy", "alerts:read")).statusCode(403).body("code", equalTo("forbidden"));

        assertThat(auditedWithin(10, "\"subject\":\"nosy\""))
                .contains("\"reason\":\"forbidden\"", "\"target\":\"GET " + BASE);
    }

    @Test
    void closesEndpointsThatNameNoPermission() {
        get("/forgotten", Tokens.with("files:read")).statusCode(403).body(not(containsString("seen")));
    }

    @Test
    void holdsAnAgentToItsOwnServer() {
        String token = Tokens.forServer("alpha", "snapshots:write");

        given().auth().oauth2(token).post(BASE + "/servers/alpha").then().statusCode(200);
        given().auth()
                .oauth2(token)
                .post(BASE + "/servers/beta")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
    }

    @Test
    void namesTheFieldThatIsWrong() {
        post("{\"value\":2}").statusCode(422).body("detail", containsString("a share is from 0 to 1, not 2.0"));
        post("{\"value\":\"x\"}").statusCode(422).body("errors[0].field", equalTo("value"));
        post("{\"valeu\":1}").statusCode(422).body("errors[0].field", equalTo("valeu"));
        post("{").statusCode(400).body("code", equalTo("malformed"));
    }

    @Test
    void answersEveryFailureAsAProblem() {
        get("/failures/abc", "")
                .statusCode(404)
                .body("code", equalTo("snapshot-not-found"))
                .body("detail", equalTo("No snapshot abc"));
        get("/failures/busy", "").statusCode(429).header("Retry-After", "7");
        get("/failures/bug", "")
                .statusCode(500)
                .body("code", equalTo("internal-error"))
                .body(not(containsString("secret")));
        get("/failures/full", "").statusCode(503).body("code", equalTo("disk-full"));
        given().urlEncodingEnabled(false)
                .get(BASE + "/caller?server=%00")
                .then()
                .statusCode(400)
                .body("code", equalTo("malformed"));
        get("/nowhere", "").statusCode(404).contentType("application/problem+json");
        given().delete(BASE + "/share").then().statusCode(405).body("code", equalTo("method-not-allowed"));
        given().contentType("text/plain").body("x").post(BASE + "/share").then().statusCode(415);
    }

    @Test
    void serviceClientSignsInAndReadsAnswers() {
        ServiceClient client = ServiceClient.of(address, () -> Tokens.with("files:read"));

        assertThat(client.get(BASE + "/caller", new TypeReference<Map<String, String>>() {}))
                .containsEntry("subject", "tester");
        assertThat(tokens.token()).startsWith("ey");
    }

    @Test
    void serviceClientAsksOnlyForWhatIsNew() {
        ServiceClient client = ServiceClient.withoutToken(address);

        ServiceClient.Tagged<JsonNode> first =
                client.getUnless(BASE + "/tagged", null, JsonNode.class).orElseThrow();

        assertThat(first.tag()).isEqualTo("\"7\"");
        assertThat(first.body().path("version").asInt()).isEqualTo(7);
        assertThat(client.getUnless(BASE + "/tagged", first.tag(), JsonNode.class))
                .isEmpty();
        assertThat(client.getUnless(BASE + "/tagged", "\"6\"", JsonNode.class)).isPresent();
        assertThatThrownBy(() -> client.getUnless(BASE + "/failures/abc", first.tag(), JsonNode.class))
                .isInstanceOf(ServiceRefused.class);
    }

    @Test
    void serviceClientTellsRefusedFromUnavailable() {
        ServiceClient client = ServiceClient.withoutToken(address);
        ServiceClient nobody = ServiceClient.withoutToken(URI.create("http://127.0.0.1:1"));

        assertThatThrownBy(() -> client.get(BASE + "/failures/abc", Map.class))
                .isInstanceOfSatisfying(
                        ServiceRefused.class,
                        e -> assertThat(e.problem().code()).isEqualTo("snapshot-not-found"));
        assertThatThrownBy(() -> client.get(BASE + "/failures/bug", Map.class)).isInstanceOf(ServiceUnavailable.class);
        assertThatThrownBy(() -> nobody.get("/", Map.class))
                .isInstanceOf(ServiceUnavailable.class)
                .hasMessageStartingWith("127.0.0.1:1 does not answer");
    }

    @Test
    void subscriptionGoesOnWhereTheStreamBroke() throws InterruptedException {
        BlockingQueue<String> seen = new ArrayBlockingQueue<>(10);

        try (EventSubscription _ = EventSubscription.start(
                ServiceClient.withoutToken(address), BASE + "/events", "5", event -> seen.offer(event.id()))) {
            assertThat(List.of(take(seen), take(seen), take(seen), take(seen))).containsExactly("6", "7", "8", "9");
        }
    }

    @Test
    void servesHealthMetricsAndContract() {
        given().get("/health/live").then().statusCode(200);
        given().get("/health/ready").then().statusCode(200);
        given().accept("text/plain")
                .get("/metrics")
                .then()
                .statusCode(200)
                .body(containsString("jvm_memory_used_bytes"));
        given().get("/openapi").then().statusCode(200).body(startsWith("---\nopenapi: 3.1.0"));
    }

    private static int secondsUntilRefused(String token) throws InterruptedException {
        for (int seconds = 0; seconds < 20; seconds++) {
            if (given().auth().oauth2(token).get(BASE + "/caller").statusCode() == 401) {
                return seconds;
            }
            Thread.sleep(1000);
        }
        return Integer.MAX_VALUE;
    }

    private static String take(BlockingQueue<String> queue) throws InterruptedException {
        return String.valueOf(queue.poll(10, TimeUnit.SECONDS));
    }

    private static String auditedWithin(int seconds, String text) throws InterruptedException {
        for (int i = 0; i < seconds * 10; i++) {
            for (String batch : AuthResource.auditBatches()) {
                if (batch.contains(text)) {
                    return batch;
                }
            }
            Thread.sleep(100);
        }
        return "";
    }

    private static ValidatableResponse get(String path, String token) {
        return token.isEmpty()
                ? given().get(BASE + path).then()
                : given().auth().oauth2(token).get(BASE + path).then();
    }

    private static ValidatableResponse post(String json) {
        return given().contentType("application/json")
                .body(json)
                .post(BASE + "/share")
                .then();
    }
}
