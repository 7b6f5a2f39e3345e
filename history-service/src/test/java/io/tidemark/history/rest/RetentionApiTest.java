package io.tidemark.history.rest;

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
import java.util.ArrayList;
import java.util.List;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class RetentionApiTest {

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
