package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.event.Event;
import io.tidemark.history.event.EventLog;
import io.tidemark.history.event.EventType;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class RetentionApiTest {

    @Inject
    SnapshotStore store;

    @Inject
    EventLog log;

    @TempDir
    Path folder;

    @Test
    void keepsEverythingWhereNoPolicySaysOtherwise() throws IOException {
        deliver("keep-1", 3);

        Response plan = admin().get("/api/retention/plan?server=keep-1");

        plan.then()
                .statusCode(200)
                .body("freesBytes", equalTo(0))
                .body("items.to", contains("full", "full", "full"))
                .body("items.reason", contains("first", "every snapshot", "newest"));
    }

    @Test
    void showsWhatAPolicyWouldRemoveAndTheBytesItFrees() throws IOException {
        List<SampleSnapshot> snapshots = deliver("plan-1", 4);
        policy("plan-1", "{\"daily\":2}");
        int bytes = snapshots.get(1).content(SampleSnapshot.ENTRIES).length
                + snapshots.get(1).content(SampleSnapshot.DIRECTORIES).length;

        Response plan = admin().get("/api/retention/plan?server=plan-1");

        plan.then()
                .statusCode(200)
                .body("items.to", contains("full", "gone", "full", "full"))
                .body("items.reason", contains("first", "last of no period that counts", "daily", "newest"))
                .body("freesBytes", equalTo(bytes));
    }

    @Test
    void nothingTouchesWhatIsHeldUntilTheLastHoldIsLifted() throws IOException {
        SampleSnapshot second = deliver("hold-1", 4).get(1);
        policy("hold-1", "{\"daily\":1}");
        hold(second, "legal-hold").then().statusCode(204);
        hold(second, "pin").then().statusCode(204);

        held("hold-1").then().body("items[1].to", equalTo("full")).body("items[1].reason", equalTo("held"));
        lift(second, "pin").then().statusCode(204);
        held("hold-1").then().body("items[1].to", equalTo("full"));
        lift(second, "legal-hold").then().statusCode(204);
        held("hold-1").then().body("items[1].to", equalTo("gone"));
    }

    @Test
    void carriesOutWhatThePlanShowsAndTheRecordAndTheFilesFollow() throws IOException {
        List<SampleSnapshot> snapshots = deliver("run-1", 4);
        policy("run-1", "{\"daily\":2}");

        Response run = admin().post("/api/retention/run?server=run-1");

        run.then()
                .statusCode(200)
                .body("items.snapshotId", contains(snapshots.get(1).id().toString()))
                .body("items.to", contains("gone"))
                .body("items.outcome", contains("done"))
                .body("freedBytes", greaterThan(0));
        read("/api/snapshots/" + snapshots.get(1).id()).then().statusCode(404);
        read("/api/snapshots?server=run-1").then().body("items", hasSize(3));
        assertThat(filesOf(snapshots.get(1))).isEmpty();
        assertThat(filesOf(snapshots.get(2))).hasSize(2);
        admin().post("/api/retention/run?server=run-1").then().body("items", empty());
        admin().get("/api/retention/steps?server=run-1")
                .then()
                .statusCode(200)
                .body("items.id", contains(1))
                .body("items.state", contains("done"))
                .body("items.asker.subject", contains("administrator"));
    }

    @Test
    void keepsDirectoriesOrTotalsOfOldSnapshotsAndSaysSo() throws IOException {
        List<SampleSnapshot> snapshots = deliver("less-1", 4);
        policy("less-1", "{\"fullFor\":\"PT24H\",\"directoriesFor\":\"P36500D\"}");

        admin().post("/api/retention/run?server=less-1").then().statusCode(200).body("items", hasSize(2));

        String reduced = snapshots.get(2).id().toString();
        read("/api/snapshots/" + reduced)
                .then()
                .statusCode(200)
                .body("detail", equalTo("directories"))
                .body("parts.kind", contains("directories"));
        read("/api/snapshots/" + reduced + "/manifest").then().statusCode(200);
        read("/api/snapshots/" + reduced + "/parts/" + SampleSnapshot.DIRECTORIES)
                .then()
                .statusCode(200);
        read("/api/snapshots/" + reduced + "/parts/" + SampleSnapshot.ENTRIES)
                .then()
                .statusCode(409)
                .body("code", equalTo("snapshot-reduced"));
        read("/api/snapshots/compare?from=" + reduced + "&to="
                        + snapshots.get(3).id())
                .then()
                .statusCode(409)
                .body("code", equalTo("snapshot-reduced"));
        assertThat(filesOf(snapshots.get(2)))
                .containsExactlyInAnyOrder(SampleSnapshot.DIRECTORIES, "reduced-to-directories.json");
        policy("less-1", "{\"fullFor\":\"PT24H\",\"directoriesFor\":\"PT25H\"}");
        admin().post("/api/retention/run?server=less-1").then().body("items.to", contains("totals", "totals"));
        assertThat(filesOf(snapshots.get(2))).containsExactly("reduced-to-totals.json");
    }

    @Test
    void tellsReadersAndTheAuditLogOfEveryStep() throws Exception {
        SampleSnapshot removed = deliver("told-1", 4).get(1);
        policy("told-1", "{\"daily\":1}");
        hold(removed, "pin");

        admin().post("/api/retention/run?server=told-1").then().body("items.outcome", contains("done"));
        lift(removed, "pin");
        admin().post("/api/retention/run?server=told-1").then().body("items.outcome", contains("done"));

        List<Event> events = log.after(Tenancy.ALL, 0, Set.of(EventType.SNAPSHOT_REDUCED), 1000);
        assertThat(events)
                .filteredOn(event -> event.subject().equals(removed.id().toString()))
                .singleElement()
                .satisfies(event -> assertThat(event.data())
                        .contains("\"to\":\"gone\"", "\"server\":\"told-1\"", "\"reason\":\"last of no period"));
        Instant patience = Instant.now().plusSeconds(30);
        while (AuthResource.auditBatches().stream().noneMatch(batch -> tellsOf(removed, batch))) {
            assertThat(Instant.now()).isBefore(patience);
            Thread.sleep(100);
        }
    }

    @Test
    void waitsForItsTurnWhileAnotherReplicaHasItsOwn() throws Exception {
        deliver("turn-1", 1);
        try (Connection connection = PostgresResource.owner();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into lease values ('retention', 'another', now() + interval '2 seconds')"
                    + " on conflict (name) do update set holder = excluded.holder, held_until = excluded.held_until");
        }

        Response run = admin().post("/api/retention/run?server=turn-1");

        run.then().statusCode(200).body("items", empty());
    }

    @Test
    void nobodyWithoutTheRightCarriesRetentionOut() {
        given().auth()
                .oauth2(Tokens.as("operator", "retention:read"))
                .post("/api/retention/run?server=keep-1")
                .then()
                .statusCode(403);
    }

    private static boolean tellsOf(SampleSnapshot snapshot, String batch) {
        return batch.contains("\"action\":\"remove-snapshot\"")
                && batch.contains(snapshot.id().toString())
                && batch.contains("\"subject\":\"administrator\"");
    }

    private List<String> filesOf(SampleSnapshot snapshot) throws IOException {
        Instant startedAt = Instant.parse(snapshot.manifest().get("startedAt").asText());
        ServerName server = new ServerName(snapshot.manifest().get("server").asText());
        return store.files(SnapshotLocation.of(server, startedAt, snapshot.id())).keySet().stream()
                .map(StoredName::value)
                .toList();
    }

    private static Response read(String path) {
        return Agent.reader().get(path);
    }

    @Test
    void keepsOnRecordWhoHeldAndWhoLifted() throws IOException {
        SampleSnapshot snapshot = deliver("record-1", 1).getFirst();
        hold(snapshot, "pin").then().statusCode(204);
        lift(snapshot, "pin").then().statusCode(204);
        lift(snapshot, "pin").then().statusCode(404).body("code", equalTo("hold-not-found"));
        hold(snapshot, "pin").then().statusCode(204);

        Response holds = admin().get("/api/snapshots/" + snapshot.id() + "/holds");

        holds.then()
                .statusCode(200)
                .body("items.kind", contains("pin", "pin"))
                .body("items.placedBy", contains("administrator", "administrator"))
                .body("items.liftedBy", contains(nullValue(), equalTo("administrator")));
    }

    @Test
    void refusesHoldsWithoutReasonOrOnNothing() throws IOException {
        SampleSnapshot snapshot = deliver("refuse-1", 1).getFirst();

        put(snapshot, "pin", "{\"reason\":\" \"}").then().statusCode(422).body("errors.field", contains("body"));
        put(snapshot, "nail", "{\"reason\":\"x\"}").then().statusCode(422).body("errors.field", contains("kind"));
        admin().get("/api/snapshots/" + SampleSnapshot.newId() + "/holds")
                .then()
                .statusCode(404);
        admin().get("/api/snapshots/" + snapshot.id() + "/holds").then().body("items", empty());
    }

    @Test
    void needsAServerThatIsThere() {
        admin().get("/api/retention/plan").then().statusCode(422);
        admin().get("/api/retention/plan?server=never-heard-of").then().statusCode(404);
    }

    /// One a day.
    private List<SampleSnapshot> deliver(String server, int count) throws IOException {
        List<SampleSnapshot> snapshots = new ArrayList<>();
        for (int day = 1; day <= count; day++) {
            SampleSnapshot snapshot = SampleSnapshot.in(Files.createDirectory(folder.resolve(server + day)), server);
            String at = "2026-01-0" + day + "T12:00:00Z";
            snapshot.manifest().put("startedAt", at).put("finishedAt", at);
            new Agent(server).deliver(snapshot).then().statusCode(201);
            snapshots.add(snapshot);
        }
        return snapshots;
    }

    private static void policy(String server, String document) {
        admin().contentType("application/json")
                .body(document)
                .put("/api/policies/retention/server:" + server)
                .then()
                .statusCode(200);
    }

    private static Response held(String server) {
        return admin().get("/api/retention/plan?server=" + server);
    }

    private static Response hold(SampleSnapshot snapshot, String kind) {
        return put(snapshot, kind, "{\"reason\":\"needed\"}");
    }

    private static Response put(SampleSnapshot snapshot, String kind, String body) {
        return admin().contentType("application/json")
                .body(body)
                .put("/api/snapshots/" + snapshot.id() + "/holds/" + kind);
    }

    private static Response lift(SampleSnapshot snapshot, String kind) {
        return admin().delete("/api/snapshots/" + snapshot.id() + "/holds/" + kind);
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(Tokens.as("administrator", "retention:read", "retention:write", "policies:write"));
    }
}
