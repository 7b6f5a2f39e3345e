package io.tidemark.platform.audit;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(AuthResource.class)
class ActFilterTest {
    private static final String BASE = "/api/samples-of-platform";

    @AfterEach
    void takeAgain() {
        AuthResource.refuseAudit(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/policies/first", "/policies/second/later"})
    void aChangeIsInTheLogBeforeItIsAnswered(String path) {
        Response answer = put(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(audited("PUT " + BASE + path)).singleElement().asString().contains("\"reason\":\"asked\"");
    }

    @Test
    void anActIsCalledAsItsOperationInWords() {
        put("/policies/named");

        assertThat(audited("/policies/named")).singleElement().asString().contains("\"action\":\"put-sample-policy\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/policies/third", "/policies/fourth/later"})
    void whatCannotBeRecordedIsNotDone(String path) {
        int before = changes();
        AuthResource.refuseAudit(true);

        Response answer = put(path);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isNotNull();
        assertThat(answer.<String>path("detail")).isEqualTo("The audit log cannot be written: nothing was done");
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void whatWasAskedForAndRefusedIsTold() throws InterruptedException {
        put("/policies/wrong");

        assertThat(within(5, "put-sample-policy-refused")).contains("\"reason\":\"answered 422\"");
    }

    @Test
    void aChangeThatIsNotAllowedIsADenialAndNoAct() {
        given().auth().oauth2(Tokens.as("eve", "policies:read")).put(BASE + "/policies/denied");

        assertThat(audited("/policies/denied")).noneMatch(batch -> batch.contains("\"reason\":\"asked\""));
    }

    @Test
    void previewsDeliveriesAndWhatRecordsItselfAreNot() {
        String token = Tokens.as("eve", "policies:read", "policies:write", "snapshots:write");

        given().auth()
                .oauth2(token)
                .post(BASE + "/policies/fifth/preview")
                .then()
                .statusCode(200);
        given().auth().oauth2(token).post(BASE + "/servers/sixth").then().statusCode(200);
        given().auth()
                .oauth2(token)
                .put(BASE + "/policies/seventh/itself")
                .then()
                .statusCode(200);

        assertThat(audited("/fifth/")).isEmpty();
        assertThat(audited("/sixth")).isEmpty();
        assertThat(audited("/seventh/")).isEmpty();
    }

    @Test
    void aTableThatAPersonTakesAwayIsInTheLogAndAPageOfItIsNot() {
        table("text/csv", "?export=1", Tokens.as("tidemark", "files:read"));
        table("application/json", "?page=1", Tokens.as("tidemark", "files:read"));
        table("text/csv", "?service=1", Tokens.as("analytics", "files:read"));

        assertThat(audited("table?export=1")).singleElement().asString().contains("\"action\":\"table\"");
        assertThat(audited("table?page=1")).isEmpty();
        assertThat(audited("table?service=1")).isEmpty();
    }

    private static void table(String accept, String query, String token) {
        given().auth()
                .oauth2(token)
                .accept(accept)
                .get(BASE + "/table" + query)
                .then()
                .statusCode(200);
    }

    private static int changes() {
        return given().auth()
                .oauth2(Tokens.as("eve", "policies:read"))
                .post(BASE + "/policies/any/preview")
                .path("changes");
    }

    private static Response put(String path) {
        return given().auth().oauth2(Tokens.as("eve", "policies:write")).put(BASE + path);
    }

    private static List<String> audited(String text) {
        return AuthResource.auditBatches().stream()
                .filter(batch -> batch.contains(text))
                .toList();
    }

    private static String within(int seconds, String text) throws InterruptedException {
        for (int i = 0; i < seconds * 10 && audited(text).isEmpty(); i++) {
            Thread.sleep(100);
        }
        return String.join("\n", audited(text));
    }
}
