package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class VisibleApiTest {

    private static final String MINE = "seen-1";
    private static final String OTHER = "unseen-1";
    private static final String ALL = "snapshots:read samples:read servers:read";

    @TempDir
    Path folder;

    private SampleSnapshot mine;
    private SampleSnapshot other;

    @BeforeEach
    void deliver() throws Exception {
        mine = SampleSnapshot.in(Files.createDirectory(folder.resolve("mine")), MINE);
        other = SampleSnapshot.in(Files.createDirectory(folder.resolve("other")), OTHER);
        new Agent(MINE).deliver(mine).then().statusCode(201);
        new Agent(OTHER).deliver(other).then().statusCode(201);
    }

    @Test
    void listsOnlySnapshotsOfServersTheCallerMaySee() {
        partly().get("/api/snapshots").then().statusCode(200).body("items.server", everyItem(equalTo(MINE)));
        partly().get("/api/snapshots?server=" + OTHER).then().statusCode(200).body("items", empty());
        partly().get("/api/snapshots/latest")
                .then()
                .statusCode(200)
                .body("items.id", contains(mine.id().toString()));
        allBut().get("/api/snapshots?limit=1000")
                .then()
                .statusCode(200)
                .body("items.server", not(hasItem(OTHER)))
                .body("items.server", hasItem(MINE));
    }

    @Test
    void findsNothingOfOtherServers() {
        String hidden = "/api/snapshots/" + other.id();

        partly().get("/api/snapshots/" + mine.id()).then().statusCode(200);
        partly().get(hidden).then().statusCode(404).body("code", equalTo("snapshot-not-found"));
        partly().get(hidden + "/manifest").then().statusCode(404);
        partly().get(hidden + "/parts/" + SampleSnapshot.ENTRIES).then().statusCode(404);
        partly().get("/api/snapshots/2026-01-02?root=/data&server=" + OTHER)
                .then()
                .statusCode(404);
        partly().get("/api/snapshots/compare?from=" + other.id() + "&to=" + mine.id())
                .then()
                .statusCode(404);
        partly().get("/api/servers/" + OTHER).then().statusCode(404);
        partly().get("/api/servers/" + MINE).then().statusCode(200);
    }

    @Test
    void listsOnlyServersAndNewestSamplesTheCallerMaySee() {
        sample(MINE);
        sample(OTHER);

        partly().get("/api/servers").then().statusCode(200).body("items.name", contains(MINE));
        partly().get("/api/samples/latest").then().statusCode(200).body("items.server", contains(MINE));
    }

    @Test
    void refusesWhoHasNoSuchRightAtAll() {
        given().auth()
                .oauth2(Tokens.inPart(List.of(grant("allow", "server", MINE, "events:read"))))
                .get("/api/snapshots")
                .then()
                .statusCode(403);
    }

    @Test
    void narrowsTheListByGroupVolumeAndTime() {
        tag(MINE, "seen");
        tag(OTHER, "unseen");
        given().auth()
                .oauth2(Tokens.with("groups:write"))
                .contentType("application/json")
                .body("{\"description\":\"\",\"priority\":1,\"selector\":{\"tag\":\"crowd\",\"in\":[\"seen\"]}}")
                .put("/api/groups/seen");
        Agent.reader()
                .get("/api/snapshots?group=seen")
                .then()
                .statusCode(200)
                .body("items.server", everyItem(equalTo(MINE)));
        Agent.reader()
                .get("/api/snapshots/latest?group=seen")
                .then()
                .body("items.id", contains(mine.id().toString()));
        Agent.reader().get("/api/snapshots?group=nobody-knows").then().statusCode(404);
        Agent.reader().get("/api/snapshots?volume=/none").then().body("items", empty());
        Agent.reader()
                .get("/api/snapshots?volume=/&server=" + MINE)
                .then()
                .body("items.id", hasItems(mine.id().toString()));
        Agent.reader()
                .get("/api/snapshots?server=" + MINE + "&from=2026-01-02T23:59:59.123457Z")
                .then()
                .body("items", empty());
        Agent.reader()
                .get("/api/snapshots?server=" + MINE + "&to=2026-01-02T23:59:59.123456Z")
                .then()
                .body("items", empty());
        Agent.reader()
                .get("/api/snapshots?server=" + MINE + "&from=2026-01-02T23:59:59.123456Z")
                .then()
                .body("items.id", hasItem(mine.id().toString()));
    }

    @Test
    void answersTheNewestOfADay() {
        Agent.reader()
                .get("/api/snapshots/latest?server=" + MINE + "&at=2026-01-02")
                .then()
                .statusCode(200)
                .body("items.id", contains(mine.id().toString()));
        Agent.reader()
                .get("/api/snapshots/latest?server=" + MINE + "&at=2026-01-01")
                .then()
                .body("items", empty());
        Agent.reader()
                .get("/api/snapshots/latest?server=" + MINE + "&at=soon")
                .then()
                .statusCode(422);
        Agent.reader()
                .get("/api/snapshots/2026-01-02?root=/data&server=" + MINE)
                .then()
                .statusCode(200)
                .body("id", equalTo(mine.id().toString()));
    }

    @Test
    void saysThatAListIsStillTheSameUntilASnapshotComes() throws Exception {
        String list = "/api/snapshots?server=" + MINE;
        String tag = Agent.reader().get(list).header("ETag");

        Response same = Agent.reader().header("If-None-Match", tag).get(list);
        SampleSnapshot next = SampleSnapshot.in(Files.createDirectory(folder.resolve("next")), MINE);
        new Agent(MINE).deliver(next).then().statusCode(201);
        Response changed = Agent.reader().header("If-None-Match", tag).get(list);

        same.then().statusCode(304);
        changed.then().statusCode(200).body("items.id", hasItem(next.id().toString()));
        partly().header("If-None-Match", changed.header("ETag"))
                .get(list)
                .then()
                .statusCode(200);
    }

    private static RequestSpecification partly() {
        return given().auth().oauth2(Tokens.inPart(List.of(grant("allow", "server", MINE, ALL))));
    }

    private static RequestSpecification allBut() {
        return given().auth()
                .oauth2(Tokens.inPart(
                        List.of(grant("allow", "everything", "", ALL), grant("deny", "server", OTHER, ALL))));
    }

    private static Map<String, String> grant(String effect, String kind, String name, String scope) {
        return Map.of("effect", effect, "kind", kind, "name", name, "scope", scope);
    }

    private static void tag(String server, String crowd) {
        given().auth()
                .oauth2(Tokens.with("servers:write"))
                .contentType("application/json")
                .body("{\"crowd\":\"" + crowd + "\"}")
                .put("/api/servers/" + server + "/tags")
                .then()
                .statusCode(200);
    }

    private static void sample(String server) {
        String sample = """
                {"samples":[{"server":"%s","volume":"/","device":"/dev/vda","type":"ext4","at":"2026-01-02T00:00:00Z",
                "sizeBytes":9,"usedBytes":1,"freeBytes":8,"availableBytes":8,"inodes":9,"inodesFree":8}]}
                """.formatted(server);
        new Agent(server)
                .request()
                .contentType("application/json")
                .body(sample)
                .post("/api/samples")
                .then()
                .statusCode(200);
    }
}
