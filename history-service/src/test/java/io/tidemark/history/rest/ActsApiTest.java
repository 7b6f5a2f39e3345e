package io.tidemark.history.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/// What the audit log hears of changes: what was there before, and what is there then.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class ActsApiTest {

    @TempDir
    Path folder;

    @Test
    void groups() {
        put("/api/groups/acts", group("first"));
        put("/api/groups/acts", group("second"));
        admin().delete("/api/groups/acts").then().statusCode(204);

        JsonNode made = AuthResource.done("put-group", "/api/groups/acts").getFirst();
        JsonNode changed = AuthResource.done("put-group", "/api/groups/acts").getLast();
        JsonNode removed = AuthResource.done("remove-group", "/api/groups/acts").getLast();
        assertThat(made.has("before")).isFalse();
        assertThat(after(made)).contains("\"description\":\"first\"", "\"version\":1");
        assertThat(before(changed)).isEqualTo(after(made));
        assertThat(after(changed)).contains("\"description\":\"second\"", "\"version\":2");
        assertThat(before(removed)).isEqualTo(after(changed));
        assertThat(removed.has("after")).isFalse();
    }

    @Test
    void policiesAlsoWhereOneWasTakenAwayBefore() {
        tag("acts-policy", "{}");
        String path = "/api/policies/retention/server:acts-policy";
        put(path, "{\"daily\":7}");
        put(path, "{\"daily\":30}");
        admin().delete(path).then().statusCode(204);
        put(path, "{\"daily\":1}");

        var puts = AuthResource.done("put-policy", "acts-policy");
        JsonNode removed = AuthResource.done("remove-policy", "acts-policy").getLast();
        assertThat(puts).hasSize(3);
        assertThat(puts.get(0).has("before")).isFalse();
        assertThat(after(puts.get(0))).contains("\"document\":{\"daily\":7}");
        assertThat(before(puts.get(1))).isEqualTo(after(puts.get(0)));
        assertThat(after(puts.get(1))).contains("\"document\":{\"daily\":30}");
        assertThat(before(removed)).isEqualTo(after(puts.get(1)));
        assertThat(removed.has("after")).isFalse();
        assertThat(puts.get(2).has("before")).isFalse();
    }

    @Test
    void tagsOfOneServer() {
        tag("acts-tags", "{\"role\":\"db\",\"location\":\"vienna\"}");
        tag("acts-tags", "{\"role\":\"web\"}");

        var puts = AuthResource.done("put-tags", "/api/servers/acts-tags/tags");
        assertThat(puts.get(0).has("before")).isFalse();
        assertThat(after(puts.get(0))).isEqualTo("{\"location\":\"vienna\",\"role\":\"db\"}");
        assertThat(before(puts.get(1))).isEqualTo(after(puts.get(0)));
        assertThat(after(puts.get(1))).isEqualTo("{\"role\":\"web\"}");
    }

    @Test
    void tagsOfAList() {
        tag("acts-list-1", "{\"role\":\"db\",\"location\":\"vienna\"}");

        admin().contentType("text/csv")
                .body("server,role\nacts-list-2,web\nacts-list-1,\n")
                .post("/api/servers/import")
                .then()
                .statusCode(200);

        JsonNode done = AuthResource.done("import-servers", "/api/servers/import").stream()
                .filter(event -> after(event).contains("acts-list-1"))
                .findFirst()
                .orElseThrow();
        assertThat(before(done)).isEqualTo("{\"acts-list-1\":{\"location\":\"vienna\",\"role\":\"db\"}}");
        assertThat(after(done))
                .isEqualTo("{\"acts-list-1\":{\"location\":\"vienna\"},\"acts-list-2\":{\"role\":\"web\"}}");
    }

    @Test
    void holdsAlsoWhereOneIsThereAlready() throws IOException {
        SampleSnapshot snapshot = delivered("acts-hold", 1);
        String path = "/api/snapshots/" + snapshot.id() + "/holds/pin";
        admin().contentType("application/json")
                .body("{\"reason\":\"first\"}")
                .put(path)
                .then()
                .statusCode(204);
        admin().contentType("application/json")
                .body("{\"reason\":\"second\"}")
                .put(path)
                .then()
                .statusCode(204);
        admin().delete(path).then().statusCode(204);

        var placed = AuthResource.done("place-hold", path);
        JsonNode lifted = AuthResource.done("lift-hold", path).getLast();
        assertThat(placed.get(0).has("before")).isFalse();
        assertThat(after(placed.get(0))).contains("\"reason\":\"first\"", "\"placedBy\":\"administrator\"");
        assertThat(before(placed.get(1))).isEqualTo(after(placed.get(0)));
        assertThat(after(placed.get(1))).isEqualTo(after(placed.get(0)));
        assertThat(before(lifted)).isEqualTo(after(placed.get(0)));
        assertThat(lifted.has("after")).isFalse();
    }

    @Test
    void whatRetentionKeepsOfEachSnapshot() throws Exception {
        delivered("acts-run", 1);
        SampleSnapshot second = delivered("acts-run", 2);
        delivered("acts-run", 3);
        tag("acts-run", "{}");
        put("/api/policies/retention/server:acts-run", "{\"daily\":1}");

        admin().post("/api/retention/run?server=acts-run").then().statusCode(200);

        JsonNode run = AuthResource.done("run-retention", "server=acts-run").getLast();
        assertThat(before(run)).isEqualTo("{\"" + second.id() + "\":\"full\"}");
        assertThat(after(run)).isEqualTo("{\"" + second.id() + "\":\"gone\"}");
        JsonNode step = step(second);
        assertThat(before(step)).isEqualTo("\"full\"");
        assertThat(step.has("after")).isFalse();
    }

    @Test
    void whetherASnapshotIsSound() throws IOException {
        SampleSnapshot snapshot = delivered("acts-sound", 1);

        admin().post("/api/snapshots/" + snapshot.id() + "/verify").then().statusCode(200);

        JsonNode done =
                AuthResource.done("verify-snapshot", snapshot.id().toString()).getLast();
        assertThat(before(done)).isEqualTo("{\"sound\":true}");
        assertThat(after(done)).contains("\"sound\":true", "\"damages\":[]");
    }

    @Test
    void backfillsAndListsOfReadings() {
        String id = UUID.randomUUID().toString();
        admin().contentType("application/json")
                .body("""
                        {"url":"http://127.0.0.1:1","from":"2026-01-01T00:00:00Z","to":"2026-01-02T00:00:00Z"}""")
                .put("/api/samples/backfills/" + id)
                .then()
                .statusCode(202);
        admin().post("/api/samples/backfills/" + id + "/cancel").then().statusCode(200);
        admin().contentType("text/csv")
                .body("server,volume,at,sizeBytes,usedBytes\nacts-readings,/,2026-01-01T00:00:00Z,100,10\n")
                .post("/api/samples/import")
                .then()
                .statusCode(200);

        JsonNode begun = AuthResource.done("begin-backfill", id).getLast();
        JsonNode cancelled = AuthResource.done("cancel-backfill", id).getLast();
        assertThat(begun.has("before")).isFalse();
        assertThat(after(begun)).contains("\"id\":\"" + id + "\"", "\"state\":\"running\"");
        assertThat(before(cancelled)).contains("\"id\":\"" + id + "\"");
        assertThat(after(cancelled)).contains("\"id\":\"" + id + "\"");
        assertThat(AuthResource.done("import-samples", "1 readings"))
                .anySatisfy(event -> assertThat(event.has("after")).isTrue());
    }

    private static JsonNode step(SampleSnapshot snapshot) throws InterruptedException {
        Instant patience = Instant.now().plusSeconds(30);
        while (steps(snapshot).isEmpty()) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.sleep(100);
        }
        return steps(snapshot).getFirst();
    }

    private static java.util.List<JsonNode> steps(SampleSnapshot snapshot) {
        return AuthResource.events().stream()
                .filter(event -> event.path("action").asText().equals("remove-snapshot")
                        && event.path("target").asText().contains(snapshot.id().toString()))
                .toList();
    }

    private SampleSnapshot delivered(String server, int day) throws IOException {
        SampleSnapshot snapshot = SampleSnapshot.in(Files.createDirectory(folder.resolve(server + day)), server);
        String at = "2026-01-0" + day + "T12:00:00Z";
        snapshot.manifest().put("startedAt", at).put("finishedAt", at);
        new Agent(server).deliver(snapshot).then().statusCode(201);
        return snapshot;
    }

    private static void tag(String server, String tags) {
        put("/api/servers/" + server + "/tags", tags);
    }

    private static void put(String path, String body) {
        Response answer = admin().contentType("application/json").body(body).put(path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    }

    private static String group(String description) {
        return "{\"description\":\"" + description + "\",\"priority\":1,"
                + "\"selector\":{\"tag\":\"role\",\"in\":[\"acts\"]}}";
    }

    private static String before(JsonNode event) {
        return event.path("before").asText();
    }

    private static String after(JsonNode event) {
        return event.path("after").asText();
    }

    private static RequestSpecification admin() {
        return given().auth()
                .oauth2(Tokens.as(
                        "administrator",
                        "servers:write",
                        "groups:write",
                        "policies:write",
                        "retention:write",
                        "snapshots:execute"));
    }
}
