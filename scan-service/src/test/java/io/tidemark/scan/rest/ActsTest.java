package io.tidemark.scan.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/// What the audit log hears of what people ask of an agent.
@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistoryResource.class)
class ActsTest {

    @TempDir
    Path root;

    @BeforeEach
    void historyIsThere() {
        FakeHistoryResource.answerWith(201);
        FakeHistoryResource.sayPolicy("{}");
    }

    @Test
    void eachStepOfAScanIsToldAsItWasAndAsItIs() throws Exception {
        String id = startOutOfHours();

        order(id, "pause");
        order(id, "resume");
        order(id, "cancel");

        JsonNode started = AuthResource.done("start-scan", "/api/scans").stream()
                .filter(event -> after(event).path("root").asText().equals(root.toString()))
                .findFirst()
                .orElseThrow();
        assertThat(started.has("before")).isFalse();
        assertThat(after(started).path("server").asText()).isEqualTo("web-1");
        assertThat(after(started).path("policy").path("hours")).hasSize(1);
        assertThat(state(id, "pause", "before")).isEqualTo("running");
        assertThat(state(id, "pause", "after")).isEqualTo("paused");
        assertThat(state(id, "resume", "before")).isEqualTo("paused");
        assertThat(state(id, "resume", "after")).isEqualTo("running");
        assertThat(state(id, "cancel", "before")).isEqualTo("running");
    }

    @Test
    void aPolicyOfAScanIsToldAsItWasAndAsItIs() throws Exception {
        String id = startOutOfHours();

        asks().body("{\"cpuShare\":0.25}")
                .put("/api/scans/" + id + "/policy")
                .then()
                .statusCode(200);
        order(id, "cancel");

        JsonNode done = AuthResource.done("change-scan-policy", id).getLast();
        assertThat(side(done, "before").path("cpuShare").asDouble()).isNotEqualTo(0.25);
        assertThat(side(done, "after").path("cpuShare").asDouble()).isEqualTo(0.25);
        assertThat(side(done, "after").path("hours"))
                .isEqualTo(side(done, "before").path("hours"));
        assertThat(done.path("subject").asText()).isEqualTo("tester");
    }

    /// One that is under way and walks nothing, as its hours are others.
    private String startOutOfHours() throws Exception {
        Files.writeString(root.resolve("a.txt"), "hello");
        LocalTime later = LocalTime.now(ZoneOffset.UTC).plusHours(2).truncatedTo(ChronoUnit.MINUTES);
        String body = "{\"root\":\"%s\",\"policy\":{\"hours\":[\"%s-%s\"],\"zone\":\"UTC\"}}"
                .formatted(root, later, later.plusHours(1));
        String id = asks().body(body)
                .post("/api/scans")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        for (int i = 0; i < 200 && !stateOf(id).equals("running"); i++) {
            Thread.sleep(50);
        }
        assertThat(stateOf(id)).isEqualTo("running");
        return id;
    }

    private static String stateOf(String id) {
        return asks().get("/api/scans/" + id).path("state");
    }

    private static void order(String id, String what) {
        assertThat(asks().post("/api/scans/" + id + "/" + what).statusCode()).isLessThan(300);
    }

    private static String state(String id, String what, String side) throws Exception {
        JsonNode event = AuthResource.done(what + "-scan", id).getLast();
        return side(event, side).path("state").asText();
    }

    private static JsonNode after(JsonNode event) {
        try {
            return side(event, "after");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode side(JsonNode event, String side) throws Exception {
        return new ObjectMapper().readTree(event.path(side).asText());
    }

    private static RequestSpecification asks() {
        return given().auth().oauth2(Tokens.with("scans:read", "scans:execute")).contentType(ContentType.JSON);
    }
}
