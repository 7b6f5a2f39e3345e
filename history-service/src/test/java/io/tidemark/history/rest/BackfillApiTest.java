package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class BackfillApiTest {

    /// Nobody listens there.
    private static final String AWAY = "http://127.0.0.1:1";

    @Test
    void takesOverAListOnceAndDoesNotMarkItsServersAsSeen() {
        String list = """
                server,volume,at,sizeBytes,usedBytes,availableBytes
                list-1,/,2026-01-01T00:00:00Z,100,10,80
                list-1,/,2026-01-02T00:00:00+01:00,100,20,
                """;
        send(list).then().statusCode(200).body("samples", equalTo(2)).body("fresh", equalTo(2));

        Response again = send(list);

        again.then().statusCode(200).body("fresh", equalTo(0));
        Agent.reader()
                .get("/api/samples?server=list-1")
                .then()
                .body("items.usedBytes", contains(10, 20))
                .body("items.availableBytes", contains(80, 80))
                .body("items.at", contains("2026-01-01T00:00:00Z", "2026-01-01T23:00:00Z"));
        Agent.reader().get("/api/servers/list-1").then().body("state", equalTo("awaited"));
    }

    @Test
    void refusesAListWithWrongLinesAndKeepsNone() {
        Response refused = send("""
                server,volume,at,sizeBytes,usedBytes
                list-2,/,2026-01-01T00:00:00Z,100,10
                list-2,data,2026-01-01T00:00:00Z,100,10
                list-2,/,yesterday,100,10
                list-2,/,2026-01-01T00:00:00Z,many,10
                list-2,/
                """);

        refused.then().statusCode(422).body("errors.field", contains("line 3", "line 4", "line 5", "line 6"));
        Agent.reader().get("/api/samples?server=list-2").then().body("items.size()", equalTo(0));
    }

    @Test
    void refusesAListOfUnknownColumns() {
        Response refused = send("server,volume,at,sizeBytes,usedBytes,colour\n");

        refused.then().statusCode(422).body("errors.field", contains("line 1"));
    }

    @Test
    void remembersABackfillThatIsCancelled() {
        String id = UUID.randomUUID().toString();
        begin(id, AWAY).then().statusCode(202).body("id", equalTo(id)).body("createdBy", equalTo("tester"));

        Response cancelled = administrator().post("/api/samples/backfills/{id}/cancel", id);

        cancelled.then().statusCode(200).body("state", equalTo("cancelled"));
        administrator().get("/api/samples/backfills").then().body("items.id", hasItem(id));
        administrator().get("/api/samples/backfills/{id}", id).then().body("state", equalTo("cancelled"));
    }

    @Test
    void tellsTheAuditLogWhoAddsToTheRecord() {
        String id = UUID.randomUUID().toString();

        begin(id, AWAY).then().statusCode(202);
        administrator().post("/api/samples/backfills/{id}/cancel", id).then().statusCode(200);
        send("server,volume,at,sizeBytes,usedBytes\naudit-1,/,2026-01-01T00:00:00Z,100,10\n")
                .then()
                .statusCode(200);

        assertThat(AuthResource.auditBatches())
                .anySatisfy(batch -> assertThat(batch)
                        .contains("\"begin-backfill\"", "\"tester\"", id + " from http://127.0.0.1:1\""))
                .anySatisfy(batch -> assertThat(batch).contains("\"cancel-backfill\"", id))
                .anySatisfy(batch -> assertThat(batch).contains("\"import-samples\"", "\"1 readings\""));
    }

    @Test
    void tellsWhyABackfillFailed() throws InterruptedException {
        String id = UUID.randomUUID().toString();
        begin(id, "http://169.254.169.254").then().statusCode(202);

        Response told = administrator().get("/api/samples/backfills/{id}", id);
        Instant deadline = Instant.now().plus(Duration.ofSeconds(40));
        while (!told.path("state").equals("failed") && Instant.now().isBefore(deadline)) {
            Thread.sleep(100);
            told = administrator().get("/api/samples/backfills/{id}", id);
        }

        told.then()
                .body("state", equalTo("failed"))
                .body("problem", containsString("169.254.169.254 is an address that is not asked"));
    }

    @Test
    void refusesAWrongSourceWithAllItsFields() {
        Response refused =
                administrator().contentType("application/json").body("""
                        {"url":"ftp://h","from":"2026-01-02T00:00:00Z","to":"2026-01-01T00:00:00Z","step":"PT7S"}""").post("/api/samples/backfills/preview");

        refused.then().statusCode(422);
    }

    @Test
    void knowsNoBackfillOfAnotherId() {
        Response none = administrator().get("/api/samples/backfills/{id}", UUID.randomUUID());

        none.then().statusCode(404).body("code", equalTo("backfill-not-found"));
    }

    @Test
    void letsNoAgentBackfill() {
        Response refused = new Agent("agent-1")
                .request()
                .contentType("text/csv")
                .body("server,volume,at,sizeBytes,usedBytes\n")
                .post("/api/samples/import");

        refused.then().statusCode(403);
    }

    private static Response begin(String id, String url) {
        return administrator()
                .contentType("application/json")
                .body("""
                        {"url":"%s","from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"}""".formatted(url))
                .put("/api/samples/backfills/{id}", id);
    }

    private static Response send(String list) {
        return administrator().contentType("text/csv").body(list).post("/api/samples/import");
    }

    private static RequestSpecification administrator() {
        return given().auth().oauth2(Tokens.with("servers:write"));
    }
}
