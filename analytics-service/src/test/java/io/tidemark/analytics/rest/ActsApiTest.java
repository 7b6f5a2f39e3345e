package io.tidemark.analytics.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.analytics.testing.FakeHistory;
import io.tidemark.analytics.testing.Samples;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/// What the audit log hears of comparisons and exports.
@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class ActsApiTest {
    private static final String JOBS = "/api/analytics/duplicates/jobs";
    private static final String THESE = "?snapshot=" + Samples.COPIES_ON_ONE + "&snapshot=" + Samples.COPIES_ON_TWO;

    @Test
    void aComparisonIsToldWhenItBeginsAndWhenItIsEnded() {
        String id = UUID.randomUUID().toString();

        begin(id).then().statusCode(202);
        begin(id).then().statusCode(202);
        asks().post(JOBS + "/" + id + "/cancel").then().statusCode(200);

        List<JsonNode> begun = AuthResource.done("prove-duplicates", JOBS).stream()
                .filter(event -> event.path("after").asText().contains(id))
                .toList();
        assertThat(begun).hasSize(2);
        assertThat(begun.getFirst().has("before")).isFalse();
        assertThat(begun.getFirst().path("after").asText())
                .startsWith("{\"id\":\"" + id + "\",\"state\":\"running\",\"createdBy\":\"tester\",\"filters\":\""
                        + THESE.substring(1) + "\"");
        assertThat(begun.getLast().path("before")).isEqualTo(begun.getLast().path("after"));
        JsonNode ended = AuthResource.done("cancel-duplicate-job", id).getLast();
        assertThat(ended.path("before")).isEqualTo(begun.getFirst().path("after"));
        assertThat(ended.path("after").asText()).contains("\"state\":\"cancelled\"");
    }

    @Test
    void anExportThatIsAskedForInABodyIsToldWithItsCondition() {
        search("text/csv", "acts-export");
        search("application/json", "acts-page");

        assertThat(AuthResource.done("search-advanced", "POST /api/search/advanced"))
                .extracting(event -> event.path("after").asText())
                .filteredOn(after -> after.contains("acts-"))
                .singleElement()
                .asString()
                .startsWith("{\"where\":{\"name\":\"acts-export\"}");
    }

    private static void search(String accept, String name) {
        asks().accept(accept)
                .body("{\"where\":{\"name\":\"" + name + "\"}}")
                .post("/api/search/advanced")
                .then()
                .statusCode(200);
    }

    private static Response begin(String id) {
        return asks().body("{\"id\":\"" + id + "\"}").post(JOBS + THESE);
    }

    private static RequestSpecification asks() {
        return given().auth()
                .oauth2(Tokens.with("files:read", "duplicates:execute"))
                .contentType(ContentType.JSON);
    }
}
