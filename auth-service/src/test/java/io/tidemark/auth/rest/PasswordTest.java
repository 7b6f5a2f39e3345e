package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class PasswordTest {
    private static final String OLD = "correct horse battery";
    private static final String NEW = "staple of another kind";

    @Test
    void onesOwnPasswordIsReplacedByProvingTheOldOne() {
        String token = SignIns.user("own-change", OLD, "viewer");

        assertThat(replace(token, "own-change", OLD, NEW).statusCode()).isEqualTo(204);

        assertThat(SignIns.password("own-change", OLD).statusCode()).isEqualTo(401);
        assertThat(SignIns.password("own-change", NEW).statusCode()).isEqualTo(200);
        assertThat(audited("replace-password", "own-change")).containsExactly("own");
    }

    @Test
    void aWrongOldPasswordChangesNothingAndIsOnRecord() {
        String token = SignIns.user("wrong-old", OLD, "viewer");

        assertThat(replace(token, "wrong-old", "not the old one", NEW).statusCode())
                .isEqualTo(401);
        assertThat(replace(token, "wrong-old", null, NEW).statusCode()).isEqualTo(401);

        assertThat(SignIns.password("wrong-old", OLD).statusCode()).isEqualTo(200);
        assertThat(audited("replace-password-refused", "wrong-old")).containsExactly("wrong-secret", "wrong-secret");
    }

    @Test
    void guessingTheOldPasswordIsSlowedDownToo() {
        String token = SignIns.user("guessed-old", OLD, "viewer");
        for (int i = 0; i < 5; i++) {
            replace(token, "guessed-old", "guess " + i, NEW).then().statusCode(401);
        }

        Response next = replace(token, "guessed-old", OLD, NEW);

        assertThat(next.statusCode()).isEqualTo(429);
        assertThat(next.header("Retry-After")).isNotNull();
    }

    @Test
    void anAdministratorReplacesSomebodyElsesWithoutTheOldOneButNotItsOwn() {
        SignIns.create("forgetful", OLD, "viewer").then().statusCode(201);

        assertThat(replace(SignIns.administrator(), "forgetful", null, NEW).statusCode())
                .isEqualTo(204);
        assertThat(replace(SignIns.administrator(), "administrator", null, NEW).statusCode())
                .isEqualTo(401);
        assertThat(replace(SignIns.administrator(), "not-there", null, NEW).statusCode())
                .isEqualTo(404);

        assertThat(SignIns.password("forgetful", NEW).statusCode()).isEqualTo(200);
    }

    @Test
    void aViewerCannotReplaceSomebodyElsesAndTheAttemptIsOnRecord() {
        SignIns.create("victim", OLD, "viewer").then().statusCode(201);
        String viewer = SignIns.user("nosy", OLD, "viewer");

        assertThat(replace(viewer, "victim", OLD, NEW).statusCode()).isEqualTo(403);

        assertThat(SignIns.password("victim", OLD).statusCode()).isEqualTo(200);
        assertThat(audited("deny", "nosy")).containsExactly("forbidden");
    }

    @Test
    void aWeakNewPasswordIsRefused() {
        String token = SignIns.user("weak-change", OLD, "viewer");

        Response answer = replace(token, "weak-change", OLD, "short");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.<List<String>>path("errors.field")).containsExactly("newPassword");
    }

    @Test
    void aDisabledAccountGetsNoTokenAndIsToldNothing() {
        SignIns.create("leaver", OLD, "viewer").then().statusCode(201);
        disable("leaver", true).then().statusCode(200);

        Response refused = SignIns.password("leaver", OLD);
        disable("leaver", false).then().statusCode(200);

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.asString())
                .isEqualTo(SignIns.password("never-was-here", OLD).asString());
        assertThat(audited("sign-in-refused", "leaver")).containsExactly("disabled");
        assertThat(SignIns.password("leaver", OLD).statusCode()).isEqualTo(200);
    }

    private static Response disable(String name, boolean disabled) {
        return given().auth()
                .oauth2(SignIns.administrator())
                .contentType("application/json")
                .body(Map.of("disabled", disabled))
                .put("/api/users/" + name + "/disabled");
    }

    private static Response replace(String token, String name, @Nullable String old, String replacement) {
        Map<String, String> body = old == null
                ? Map.of("newPassword", replacement)
                : Map.of("oldPassword", old, "newPassword", replacement);
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(body)
                .post("/api/users/" + name + "/password");
    }

    private static List<String> audited(String action, String subject) {
        return given().auth()
                .oauth2(SignIns.administrator())
                .queryParam("action", action)
                .queryParam("subject", subject)
                .get("/api/audit")
                .path("items.reason");
    }
}
