package io.tidemark.scan.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/// An agent whose spool has room for one snapshot, while history is away.
@QuarkusTest
@QuarkusTestResource(value = AuthResource.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = FakeHistoryResource.class, restrictToAnnotatedClass = true)
@TestProfile(FullSpoolTest.OneSnapshot.class)
class FullSpoolTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String FULL =
            "1 snapshots wait for history or were refused by it, and scan.spool-snapshots" + " allows no more";

    @TempDir
    Path root;

    public static class OneSnapshot implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("scan.spool-snapshots", "1", "scan.schedules[0].schedule", "0 0 29 2 *");
        }
    }

    @Test
    void saysInWordsThatNoScanCanBeginUntilThereIsRoom() throws Exception {
        FakeHistoryResource.answerWith(503);
        start().statusCode(202);
        awaitReadiness(503);

        String trouble = ready().extract().path("checks.find { it.name == 'delivery' }.data.trouble");

        assertThat(trouble).isEqualTo("no scan can begin: " + FULL);
        start().statusCode(503).body("code", equalTo("spool-full")).body("detail", equalTo(FULL));
        given().get("/health/live").then().statusCode(200);
        FakeHistoryResource.answerWith(201);
        awaitReadiness(200);
        start().statusCode(202);
    }

    private static void awaitReadiness(int status) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (ready().extract().statusCode() != status) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(100);
        }
    }

    private static ValidatableResponse ready() {
        return given().get("/health/ready").then();
    }

    private ValidatableResponse start() {
        return given().header("Authorization", "Bearer " + Tokens.with("scans:execute"))
                .contentType(ContentType.JSON)
                .body("{\"root\":\"%s\"}".formatted(root))
                .post("/api/scans")
                .then();
    }
}
