package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class KeyResourceTest {
    private static final String PASSWORD = "correct horse battery";

    @Test
    void aKeyOpensWhatItsScopeNamesAndNoMoreOfWhatItsHolderMay() {
        String me = SignIns.user("kay", PASSWORD, "viewer");

        Response made = KeySteps.own(me, "files:read", "servers:read");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        String key = made.path("key");
        assertThat(key).matches("tdk_[0-9A-Za-z]{50}").startsWith(made.path("made.id"));
        Response signedIn = SignIns.clientCredentials("kay", key);
        assertThat(signedIn.<String>path("scope")).isEqualTo("servers:read files:read");
        assertThat(signedIn.<String>path("refresh_token")).isNull();
        assertThat(KeySteps.claims(SignIns.token(signedIn)))
                .contains("\"sub\":\"kay\"", "\"client_id\":\"tidemark\"", "\"sid\":\"" + key.substring(0, 16) + "\"");
        SignIns.clientCredentials("administrator", key).then().statusCode(401);
    }

    @Test
    void itsTextIsShownOnceAndKeptNowhere() {
        String me = SignIns.user("kim", PASSWORD, "viewer");
        String key = KeySteps.own(me, "files:read").path("key");
        SignIns.clientCredentials("kim", key).then().statusCode(200);

        Response list = KeySteps.as(me).get("/api/auth/keys");

        assertThat(list.<List<String>>path("items.id")).containsExactly(key.substring(0, 16));
        assertThat(list.<List<String>>path("items.label")).containsExactly("nightly report");
        assertThat(list.<List<String>>path("items.lastUsedFrom")).containsExactly("127.0.0.1");
        assertThat(list.<List<String>>path("items.lastUsedAt").getFirst()).isNotNull();
        assertThat(list.asString()).doesNotContain(key);
        assertThat(KeySteps.as(SignIns.administrator())
                        .queryParam("limit", 1000)
                        .get("/api/auth/keys")
                        .<List<String>>path("items.holder"))
                .contains("kim");
    }

    @Test
    void nobodyMakesAKeyThatOpensMoreThanTheyMay() {
        String me = SignIns.user("kurt", PASSWORD, "viewer");

        Response beyond = KeySteps.own(me, "files:read", "users:write");
        Response others =
                KeySteps.make(me, Map.of("user", "administrator", "scope", List.of("files:read"), "label", "x"));
        Response service =
                KeySteps.make(me, Map.of("service", "history", "scope", List.of("files:read"), "label", "x"));

        assertThat(beyond.statusCode()).isEqualTo(403);
        assertThat(beyond.<String>path("code")).isEqualTo("beyond-own-rights");
        assertThat(others.statusCode()).isEqualTo(403);
        assertThat(service.statusCode()).isEqualTo(403);
        assertThat(KeySteps.logged("deny", "kurt"))
                .contains("beyond-own-rights user kurt", "forbidden user administrator", "forbidden service history");
    }

    @Test
    void whatItsHolderMayNotDoAnyMoreAKeyDoesNotOpenEither() {
        String me = SignIns.user("kasper", PASSWORD, "operator");
        String key = KeySteps.own(me, "rules:write", "files:read").path("key");

        KeySteps.as(SignIns.administrator())
                .contentType("application/json")
                .body(Map.of("roles", List.of("viewer")))
                .put("/api/users/kasper/roles")
                .then()
                .statusCode(200);

        assertThat(SignIns.clientCredentials("kasper", key).<String>path("scope"))
                .isEqualTo("files:read");
    }

    @Test
    void aKeyMakesNoOtherKeysAndSeesOnlyItsHolders() {
        String key = KeySteps.own(SignIns.administrator(), "files:read").path("key");
        String byKey = SignIns.token(SignIns.clientCredentials("administrator", key));

        Response made = KeySteps.own(byKey, "files:read");

        assertThat(made.statusCode()).isEqualTo(403);
        assertThat(KeySteps.as(byKey).get("/api/auth/keys").<List<String>>path("items.holder"))
                .containsOnly("administrator");
    }

    @Test
    void anEndedKeyGivesNoTokenAndThoseItGaveAreRevoked() {
        String me = SignIns.user("kira", PASSWORD, "viewer");
        String key = KeySteps.own(me, "files:read").path("key");
        String token = SignIns.token(SignIns.clientCredentials("kira", key));
        String other = SignIns.user("kilian", PASSWORD, "viewer");
        String address = "/api/auth/keys/" + key.substring(0, 16);

        KeySteps.as(other).delete(address).then().statusCode(404);
        KeySteps.as(me).delete(address).then().statusCode(204);

        SignIns.clientCredentials("kira", key).then().statusCode(401);
        assertThat(SignIns.revokedSoon(token)).isTrue();
        KeySteps.as(me).delete(address).then().statusCode(404);
        assertThat(KeySteps.logged("end-key", "kira")).containsExactly("ended key " + key.substring(0, 16));
    }

    @Test
    void theKeyOfADisabledAccountOpensNothingAndItsTokensAreRevoked() {
        String me = SignIns.user("klaus", PASSWORD, "viewer");
        String key = KeySteps.own(me, "files:read").path("key");
        String token = SignIns.token(SignIns.clientCredentials("klaus", key));

        KeySteps.as(SignIns.administrator())
                .contentType("application/json")
                .body(Map.of("disabled", true))
                .put("/api/users/klaus/disabled")
                .then()
                .statusCode(200);

        SignIns.clientCredentials("klaus", key).then().statusCode(401);
        assertThat(SignIns.revokedSoon(token)).isTrue();
    }

    @Test
    void anExpiredKeyOpensNothingAndATokenEndsWithItsKey() throws Exception {
        String me = SignIns.user("kora", PASSWORD, "viewer");
        String brief = KeySteps.make(
                        me, Map.of("scope", List.of("files:read"), "label", "brief", "lifetime", "PT0.001S"))
                .path("key");
        String minute = KeySteps.make(
                        me, Map.of("scope", List.of("files:read"), "label", "a minute", "lifetime", "PT1M"))
                .path("key");

        SignIns.clientCredentials("kora", brief).then().statusCode(401);

        assertThat(SignIns.clientCredentials("kora", minute).<Integer>path("expires_in"))
                .isBetween(50, 60);
    }

    @Test
    void rotationGivesTheNextKeyAndTheOldOneIsGoodForTheOverlapOnly() {
        String me = SignIns.user("karl", PASSWORD, "viewer");
        String old = KeySteps.own(me, "files:read").path("key");
        String id = old.substring(0, 16);

        Response rotated = KeySteps.rotate(me, id, Map.of("overlap", "PT0.8S"));

        assertThat(rotated.statusCode()).isEqualTo(201);
        String next = rotated.path("key");
        assertThat(SignIns.clientCredentials("karl", next).<String>path("scope"))
                .isEqualTo("files:read");
        assertThat(KeySteps.rotate(me, id, Map.of()).statusCode()).isEqualTo(409);
        assertThat(KeySteps.as(me)
                        .get("/api/auth/keys")
                        .<String>path("items.find { it.id == '" + id + "' }.replacedBy"))
                .isEqualTo(next.substring(0, 16));
        java.util.concurrent.locks.LockSupport.parkNanos(900_000_000L);
        SignIns.clientCredentials("karl", old).then().statusCode(401);
        SignIns.clientCredentials("karl", next).then().statusCode(200);
    }

    @Test
    void anAgentRenewsItsOwnKeyWithOneItMadeAndMayAskTwice() {
        String key = KeySteps.newKey();
        KeySteps.enrol(KeySteps.enrolmentFor("turn-1"), "turn-1", key).then().statusCode(200);
        String agent = SignIns.token(SignIns.clientCredentials("scan@turn-1", key));
        String next = KeySteps.newKey();

        Response first = KeySteps.rotate(agent, key.substring(0, 16), Map.of("key", next, "overlap", "PT1H"));
        Response again = KeySteps.rotate(agent, key.substring(0, 16), Map.of("key", next, "overlap", "PT1H"));
        Response another = KeySteps.rotate(agent, key.substring(0, 16), Map.of("key", KeySteps.newKey()));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asString()).isEqualTo(first.asString());
        assertThat(another.statusCode()).isEqualTo(409);
        String token = SignIns.token(SignIns.clientCredentials("scan@turn-1", next));
        assertThat(KeySteps.claims(token)).contains("\"server\":\"turn-1\"");
        SignIns.clientCredentials("scan@turn-1", key).then().statusCode(200);
        assertThat(KeySteps.rotate(SignIns.administrator(), next.substring(0, 16), Map.of())
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aServiceGetsAKeyForWhatServicesMay() {
        String administrator = SignIns.administrator();

        Response made = KeySteps.make(
                administrator,
                Map.of("service", "report", "scope", List.of("samples:read", "audit:write"), "label", "reports"));
        Response beyond = KeySteps.make(
                administrator, Map.of("service", "report", "scope", List.of("users:write"), "label", "reports"));
        Response agent = KeySteps.make(
                administrator, Map.of("service", "scan@x", "scope", List.of("samples:write"), "label", "agent"));

        assertThat(made.statusCode()).isEqualTo(201);
        String token = SignIns.token(SignIns.clientCredentials("report", made.path("key")));
        assertThat(KeySteps.claims(token)).contains("\"sub\":\"report\"", "\"scope\":\"samples:read audit:write\"");
        assertThat(beyond.<List<String>>path("errors.field")).containsExactly("scope");
        assertThat(agent.<List<String>>path("errors.field")).containsExactly("service");
    }

    @Test
    void wrongFieldsAreNamed() {
        String me = SignIns.administrator();

        Response nothing = KeySteps.make(me, Map.of());
        Response unknown = KeySteps.make(me, Map.of("scope", List.of("files:eat"), "label", "x"));
        Response tooLong = KeySteps.make(me, Map.of("scope", List.of("files:read"), "label", "x", "lifetime", "P366D"));

        assertThat(nothing.statusCode()).isEqualTo(422);
        assertThat(nothing.<List<String>>path("errors.field")).containsExactly("scope", "label");
        assertThat(unknown.<List<String>>path("errors.field")).containsExactly("scope");
        assertThat(tooLong.<List<String>>path("errors.field")).containsExactly("lifetime");
    }
}
