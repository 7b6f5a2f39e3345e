package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class SessionResourceTest {
    private static final String PASSWORD = "correct horse battery";

    @Test
    void aRefreshTokenGivesTheNextAccessAndRefreshTokenOfTheSameSession() {
        Response first = signIn("renews");

        Response second = SignIns.refresh(refreshOf(first));
        Response third = SignIns.refresh(refreshOf(second));

        assertThat(third.statusCode()).isEqualTo(200);
        assertThat(List.of(refreshOf(first), refreshOf(second), refreshOf(third)))
                .doesNotHaveDuplicates();
        assertThat(me(accessOf(third))).isEqualTo(200);
        assertThat(sessionsOf("renews")).hasSize(1);
        assertThat(third.<String>path("scope")).isEqualTo(first.path("scope"));
    }

    @Test
    void anOldRefreshTokenEndsTheFamilyTheNewestTokensIncluded() throws InterruptedException {
        Response first = signIn("robbed");
        Response second = SignIns.refresh(refreshOf(first));
        Response third = SignIns.refresh(refreshOf(second));

        Response stolen = SignIns.refresh(refreshOf(first));

        assertThat(stolen.statusCode()).isEqualTo(401);
        assertThat(stolen.<String>path("code")).isEqualTo("invalid-credentials");
        assertThat(SignIns.refresh(refreshOf(third)).statusCode()).isEqualTo(401);
        awaitRefused(accessOf(third));
        assertThat(me(accessOf(first))).isEqualTo(401);
        assertThat(sessionsOf("robbed")).isEmpty();
        assertThat(audited("end-session", "robbed")).containsExactly("refresh-token-reused");
        assertThat(audited("sign-in-refused", "robbed")).contains("reused", "ended");
    }

    @Test
    void aLostAnswerIsGivenOnceMoreWithTheVerySameRefreshToken() {
        Response first = signIn("loses-answers");

        Response lost = SignIns.refresh(refreshOf(first));
        Response again = SignIns.refresh(refreshOf(first));

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(refreshOf(again)).isEqualTo(refreshOf(lost));
        assertThat(me(accessOf(again))).isEqualTo(200);
    }

    @Test
    void fiftyParallelRefreshesGiveOneFamilyWithOneGoodToken() throws Exception {
        String token = refreshOf(signIn("impatient"));
        List<Future<Response>> answers = new ArrayList<>();

        try (ExecutorService callers = Executors.newFixedThreadPool(50)) {
            for (int i = 0; i < 50; i++) {
                answers.add(callers.submit(() -> SignIns.refresh(token)));
            }
        }

        String next = refreshOf(answers.getFirst().get());
        for (Future<Response> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(refreshOf(answer.get())).isEqualTo(next);
        }
        assertThat(sessionsOf("impatient")).hasSize(1);
        assertThat(numberOf("select count(*) from refresh_token r join session s on r.session = s.id"
                        + " where s.account = 'impatient'"))
                .isEqualTo(2);
        assertThat(SignIns.refresh(next).statusCode()).isEqualTo(200);
        assertThat(SignIns.refresh(token).statusCode()).isEqualTo(401);
    }

    @Test
    void theDatabaseHoldsNoRefreshTokenAndNothingToMakeOneOf() throws Exception {
        String token = refreshOf(signIn("careful"));

        SignIns.refresh(token).then().statusCode(200);

        assertThat(numberOf("select count(*) from refresh_token where hash like '%" + token.substring(4) + "%'"))
                .isZero();
        assertThat(numberOf("select count(*) from session where encode(salt, 'escape') like '%tdr_%'"))
                .isZero();
    }

    @Test
    void aTokenThatNeverWasOneIsRefusedAndEndsNothing() {
        Response session = signIn("stays");

        Response made = SignIns.refresh("tdr_" + "A".repeat(43));
        Response access = SignIns.refresh(accessOf(session).substring(0, 500));

        assertThat(made.statusCode()).isEqualTo(401);
        assertThat(access.statusCode()).isEqualTo(401);
        assertThat(sessionsOf("stays")).hasSize(1);
    }

    @Test
    void aRefreshTokenIsNoAccessToken() {
        assertThat(me(refreshOf(signIn("confused")))).isEqualTo(401);
    }

    @Test
    void aRevokedTokenEndsItsSessionWhicheverOfBothItIs() {
        Response one = signIn("revokes-refresh");
        Response other = signIn("revokes-access");

        revoke(refreshOf(one));
        revoke(accessOf(other));

        for (Response session : List.of(one, other)) {
            assertThat(me(accessOf(session))).isEqualTo(401);
            assertThat(SignIns.refresh(refreshOf(session)).statusCode()).isEqualTo(401);
        }
        assertThat(audited("end-session", "revokes-access")).containsExactly("revoked");
        assertThat(revokedIds()).contains(sessionIdOf(one), sessionIdOf(other));
    }

    @Test
    void theTokenOfAServiceIsRevokedAlone() {
        String one = SignIns.client("history");
        String other = SignIns.client("history");

        revoke(one);

        assertThat(me(one)).isEqualTo(401);
        assertThat(me(other)).isEqualTo(200);
    }

    @Test
    void revokingNonsenseIsAnsweredAlikeAndAMissingTokenIsMalformed() {
        revoke("nonsense");
        revoke("tdr_nonsense");

        assertThat(given().formParam("x", "y").post("/api/auth/revoke").statusCode())
                .isEqualTo(400);
    }

    @Test
    void introspectionTellsGoodFromBad() {
        Response session = signIn("looked-at");
        Response renewed = SignIns.refresh(refreshOf(session));

        Response access = introspect(accessOf(renewed));
        Response refresh = introspect(refreshOf(renewed));

        assertThat(access.<Boolean>path("active")).isTrue();
        assertThat(access.<String>path("sub")).isEqualTo("looked-at");
        assertThat(access.<String>path("client_id")).isEqualTo("tidemark");
        assertThat(access.<String>path("iss")).isEqualTo("tidemark-auth");
        assertThat(access.<String>path("scope")).isEqualTo(renewed.path("scope"));
        assertThat(refresh.<Boolean>path("active")).isTrue();
        assertThat(refresh.<String>path("sid")).isEqualTo(access.path("sid"));
        for (String bad : List.of(refreshOf(session), "tdr_x", "nonsense", OwnTokens.EXPIRED.token())) {
            assertThat(introspect(bad).asString()).isEqualTo("{\"active\":false}");
        }
        revoke(refreshOf(renewed));
        assertThat(introspect(accessOf(renewed)).asString()).isEqualTo("{\"active\":false}");
    }

    @Test
    void onlyWhoMayReadTokensIntrospects() {
        String token = accessOf(signIn("curious"));

        assertThat(given().formParam("token", token)
                        .post("/api/auth/introspect")
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().auth()
                        .oauth2(token)
                        .formParam("token", token)
                        .post("/api/auth/introspect")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void peopleSeeAndEndTheirOwnSessionsAndNoOthers() {
        Response here = signIn("at-home");
        Response there = SignIns.password("at-home", PASSWORD);
        String stranger = accessOf(signIn("stranger-at-home"));

        List<Map<String, ?>> sessions = sessionsOf("at-home");
        assertThat(sessions).hasSize(2);
        assertThat(sessions.getFirst().keySet())
                .containsExactlyInAnyOrder("id", "address", "userAgent", "beganAt", "usedAt", "endsAt");
        String path = "/api/users/at-home/sessions/" + sessionIdOf(there);
        assertThat(delete(stranger, path)).isEqualTo(403);
        assertThat(delete(stranger, "/api/users/stranger-at-home/sessions/" + sessionIdOf(there)))
                .isEqualTo(404);
        assertThat(given().auth()
                        .oauth2(stranger)
                        .get("/api/users/at-home/sessions")
                        .statusCode())
                .isEqualTo(403);

        assertThat(delete(accessOf(here), path)).isEqualTo(204);

        assertThat(SignIns.refresh(refreshOf(there)).statusCode()).isEqualTo(401);
        assertThat(SignIns.refresh(refreshOf(here)).statusCode()).isEqualTo(200);
        assertThat(delete(accessOf(here), path)).isEqualTo(404);
    }

    @Test
    void anAdministratorSignsSomebodyOutEverywhere() throws InterruptedException {
        Response one = signIn("thrown-out");
        Response two = SignIns.password("thrown-out", PASSWORD);

        assertThat(delete(SignIns.administrator(), "/api/users/thrown-out/sessions"))
                .isEqualTo(204);

        awaitRefused(accessOf(one));
        awaitRefused(accessOf(two));
        assertThat(sessionsOf("thrown-out")).isEmpty();
        assertThat(SignIns.password("thrown-out", PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void aDisabledAccountsTokensAreRefusedWithinSeconds() throws InterruptedException {
        Response session = signIn("dismissed");

        given().auth()
                .oauth2(SignIns.administrator())
                .contentType("application/json")
                .body(Map.of("disabled", true))
                .put("/api/users/dismissed/disabled")
                .then()
                .statusCode(200);

        assertThat(SignIns.refresh(refreshOf(session)).statusCode()).isEqualTo(401);
        awaitRefused(accessOf(session));
    }

    @Test
    void aNewPasswordEndsAllSessions() throws InterruptedException {
        Response session = signIn("changes-lock");

        given().auth()
                .oauth2(accessOf(session))
                .contentType("application/json")
                .body(Map.of("oldPassword", PASSWORD, "newPassword", "staple of another kind"))
                .post("/api/users/changes-lock/password")
                .then()
                .statusCode(204);

        assertThat(SignIns.refresh(refreshOf(session)).statusCode()).isEqualTo(401);
        awaitRefused(accessOf(session));
    }

    @Test
    void theMetadataNamesWhatIsThere() {
        Response metadata = given().get("/.well-known/oauth-authorization-server");

        assertThat(metadata.statusCode()).isEqualTo(200);
        assertThat(metadata.<String>path("issuer")).isEqualTo("tidemark-auth");
        assertThat(metadata.<List<String>>path("grant_types_supported"))
                .containsExactly(
                        "password",
                        "client_credentials",
                        "refresh_token",
                        "authorization_code",
                        "urn:ietf:params:oauth:grant-type:token-exchange");
        assertThat(given().get(metadata.<String>path("jwks_uri")).statusCode()).isEqualTo(200);
        for (String endpoint : List.of("token_endpoint", "revocation_endpoint")) {
            assertThat(given().formParam("x", "y")
                            .post(metadata.<String>path(endpoint))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private static Response signIn(String name) {
        SignIns.create(name, PASSWORD, "viewer").then().statusCode(201);
        Response answer = SignIns.password(name, PASSWORD);
        answer.then().statusCode(200);
        return answer;
    }

    private static void revoke(String token) {
        given().formParam("token", token).post("/api/auth/revoke").then().statusCode(204);
    }

    private static Response introspect(String token) {
        return given().auth()
                .oauth2(SignIns.administrator())
                .formParam("token", token)
                .post("/api/auth/introspect");
    }

    private static int delete(String token, String path) {
        return given().auth().oauth2(token).delete(path).statusCode();
    }

    private static int me(String token) {
        return given().auth().oauth2(token).get("/api/auth/me").statusCode();
    }

    private static void awaitRefused(String token) throws InterruptedException {
        for (int i = 0; i < 50 && me(token) != 401; i++) {
            Thread.sleep(100);
        }
        assertThat(me(token)).isEqualTo(401);
    }

    private static List<Map<String, ?>> sessionsOf(String name) {
        return given().auth()
                .oauth2(SignIns.administrator())
                .get("/api/users/" + name + "/sessions")
                .path("items");
    }

    private static List<String> revokedIds() {
        return given().get("/api/auth/revocations").path("ids");
    }

    private static String sessionIdOf(Response signIn) {
        return new io.vertx.core.json.JsonObject(new String(
                        java.util.Base64.getUrlDecoder().decode(accessOf(signIn).split("\\.", -1)[1]),
                        java.nio.charset.StandardCharsets.UTF_8))
                .getString("sid");
    }

    private static String accessOf(Response answer) {
        return answer.path("access_token");
    }

    private static String refreshOf(Response answer) {
        return answer.path("refresh_token");
    }

    private static List<String> audited(String action, String subject) {
        return given().auth()
                .oauth2(SignIns.administrator())
                .queryParam("action", action)
                .queryParam("subject", subject)
                .get("/api/audit")
                .path("items.reason");
    }

    private long numberOf(String sql) throws SQLException {
        try (Connection connection = PostgresResource.owner();
                PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet found = statement.executeQuery()) {
            found.next();
            return found.getLong(1);
        }
    }
}
