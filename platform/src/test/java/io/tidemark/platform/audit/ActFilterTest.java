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

import java.util.Arrays;
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
        assertThat(audited("PUT " + BASE + path))
                .hasSize(2)
                .first()
                .asString()
                .contains("\"reason\":\"asked\"")
                .doesNotContain("\"after\"");
    }

    @Test
    void anActIsCalledAsItsOperationInWords() {
        put("/policies/named");

        assertThat(audited("/policies/named"))
                .allSatisfy(batch -> assertThat(batch).contains("\"action\":\"put-sample-policy\""));
    }

    @Test
    void whatIsDoneIsInTheLogWithBothSidesAndWithoutSecrets() {
        put("/policies/sides");

        assertThat(audited("/policies/sides").getLast())
                .contains("\"reason\":\"done\"")
                .contains("\"before\":\"{\\\"name\\\":\\\"sides\\\"}\"")
                .contains("\\\"password\\\":\\\"set\\\"")
                .doesNotContain("hunter2");
    }

    @Test
    void whatIsNewHasNothingBefore() {
        put("/policies/new");

        assertThat(audited("/policies/new").getLast()).contains("\"after\"").doesNotContain("\"before\"");
    }

    @Test
    void anOperationThatAnswersLaterTellsTheSame() {
        put("/policies/eighth/later");

        assertThat(audited("/policies/eighth/later").getLast())
                .contains("\"reason\":\"done\"")
                .contains("\"after\":\"{\\\"later\\\":\\\"eighth\\\"}\"");
    }

    @Test
    void howAnOperationEndedThatSaysNothingOfItselfIsTold() throws InterruptedException {
        put("/policies/untold");

        assertThat(within(5, "/policies/untold", "answered 200")).contains("\"action\":\"put-sample-policy\"");
    }

    @Test
    void whatFailedIsNotCalledRefused() throws InterruptedException {
        put("/policies/broken");

        assertThat(within(5, "/policies/broken", "put-sample-policy-failed")).contains("\"reason\":\"answered 500\"");
    }

    @Test
    void rowsSayWhichCredentialActedForTheirSubject() {
        String session = given().auth()
                .oauth2(Tokens.of("0192a7c4", "one-token", "policies:write"))
                .put(BASE + "/policies/by-session")
                .asString();
        given().auth()
                .oauth2(Tokens.of("tdk_Ab3dE5gH1jK2", "other-token", "policies:write"))
                .put(BASE + "/policies/by-key");

        assertThat(session).contains("changes");
        assertThat(audited("/policies/by-session"))
                .allSatisfy(b -> assertThat(b).contains("\"via\":\"session 0192a7c4\""));
        assertThat(audited("/policies/by-key"))
                .allSatisfy(b -> assertThat(b).contains("\"via\":\"key tdk_Ab3dE5gH1jK2\""));
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

        assertThat(within(5, "/policies/wrong", "put-sample-policy-refused")).contains("\"reason\":\"answered 422\"");
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
        table("text/csv", "?agent=1", Tokens.forServer("web-1", "files:read"));

        assertThat(audited("table?export=1").getFirst()).contains("\"action\":\"table\"", "\"reason\":\"asked\"");
        assertThat(audited("table?agent=1")).isEmpty();
        assertThat(audited("table?page=1")).isEmpty();
        assertThat(audited("table?service=1")).isEmpty();
    }

    @Test
    void anExportBySomebodysKeyIsInTheLogAndEndsThere() throws InterruptedException {
        table("text/csv", "?by=key", Tokens.as("alice", "files:read"));

        assertThat(audited("table?by=key").getFirst()).contains("\"reason\":\"asked\"", "\"alice\"");
        assertThat(within(5, "table?by=key", "answered 200")).contains("\"action\":\"table\"");
    }

    @Test
    void anExportThatIsAskedForInABodySaysWhatWasAskedFor() {
        given().auth()
                .oauth2(Tokens.as("alice", "files:read"))
                .contentType("application/json")
                .accept("text/csv")
                .body("{\"path\":\"/home/bob\"}")
                .post(BASE + "/table?asked=1")
                .then()
                .statusCode(200);

        assertThat(audited("/table?asked=1").getLast()).contains("\\\"path\\\":\\\"/home/bob\\\"");
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

    private static String within(int seconds, String... texts) throws InterruptedException {
        for (int i = 0; i < seconds * 10 && found(texts).isEmpty(); i++) {
            Thread.sleep(100);
        }
        return String.join("\n", found(texts));
    }

    /// The single events that have all of these texts, as others may be in the same batch.
    private static List<String> found(String... texts) {
        return AuthResource.auditBatches().stream()
                .flatMap(batch -> Arrays.stream(batch.split("(?<=\\}),(?=\\{)", -1)))
                .filter(event -> Arrays.stream(texts).allMatch(event::contains))
                .toList();
    }
}
