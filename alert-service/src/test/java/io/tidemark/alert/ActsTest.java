package io.tidemark.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/// What the audit log hears of changes of rules.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class ActsTest {

    @Test
    void aNewRuleHasNothingBeforeAndTheSameAgainIsAsItWas() {
        create("acts-new", 5);
        create("acts-new", 5);

        var done = AuthResource.done("create-rule", "POST /api/rules").stream()
                .filter(event -> event.path("after").asText().contains("acts-new"))
                .toList();
        assertThat(done).hasSize(2);
        assertThat(done.getFirst().has("before")).isFalse();
        assertThat(done.getFirst().path("after").asText()).isEqualTo(side("acts-new", 5, 1));
        assertThat(done.getLast().path("before")).isEqualTo(done.getLast().path("after"));
    }

    @Test
    void aRuleThatIsReplacedIsToldAsItWasAndAsItIs() {
        create("acts-changed", 5);

        operator()
                .header("If-Match", "*")
                .body(draft("acts-changed", 7))
                .put("/api/rules/acts-changed")
                .then()
                .statusCode(200);

        JsonNode done =
                AuthResource.done("replace-rule", "PUT /api/rules/acts-changed").getLast();
        assertThat(done.path("before").asText()).isEqualTo(side("acts-changed", 5, 1));
        assertThat(done.path("after").asText()).isEqualTo(side("acts-changed", 7, 2));
        assertThat(done.path("subject").asText()).isEqualTo("tester");
        assertThat(done.path("trace").asText()).matches("[0-9a-f]{32}");
    }

    @Test
    void ofARuleThatIsRemovedIsToldWhatItWas() {
        create("acts-gone", 5);

        operator().delete("/api/rules/acts-gone").then().statusCode(204);

        JsonNode done =
                AuthResource.done("delete-rule", "DELETE /api/rules/acts-gone").getLast();
        assertThat(done.path("before").asText()).isEqualTo(side("acts-gone", 5, 1));
        assertThat(done.has("after")).isFalse();
    }

    @Test
    void whatIsRefusedIsNotToldAsDone() {
        create("acts-taken", 5);

        operator().body(draft("acts-taken", 7)).post("/api/rules").then().statusCode(409);

        assertThat(AuthResource.done("create-rule", "POST /api/rules"))
                .noneMatch(event -> event.path("after").asText().contains("\"acts-taken\",\"name\":\"Seven"));
        assertThat(AuthResource.done("create-rule", "POST /api/rules"))
                .filteredOn(event -> event.path("after").asText().contains("acts-taken"))
                .hasSize(1);
    }

    private static void create(String id, int free) {
        operator().body(draft(id, free)).post("/api/rules").then().statusCode(201);
    }

    private static RequestSpecification operator() {
        return given().auth().oauth2(Tokens.with("rules:write")).contentType(ContentType.JSON);
    }

    private static String draft(String id, int free) {
        return """
                {"id":"%s","name":"Nearly full","measure":"free-bytes","threshold":%d,"clearThreshold":%d,
                 "severity":"critical","holdFor":"PT5M","server":"acts-*","volume":"/var/log"}""".formatted(id, free, free + 1);
    }

    private static String side(String id, int free, int version) {
        return """
                {"id":"%s","name":"Nearly full","measure":"free-bytes","threshold":%d.0,"clearThreshold":%d.0,\
                "severity":"critical","holdFor":"PT5M","server":"acts-*","volume":"/var/log","enabled":true,"version":%d}""".formatted(id, free, free + 1, version);
    }
}
