package io.tidemark.analytics.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidemark.analytics.testing.FakeHistory;
import io.tidemark.analytics.testing.Samples;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class DuplicateJobsApiTest {
    private static final String JOBS = "/api/analytics/duplicates/jobs";
    private static final String THESE = "?snapshot=" + Samples.COPIES_ON_ONE + "&snapshot=" + Samples.COPIES_ON_TWO;
    private static final String WORK = "/api/analytics/duplicates/work";
    private static final String ONE = "1".repeat(64);
    private static final String OTHER = "2".repeat(64);

    @AfterEach
    void endAll() {
        List<String> running = operator().get(JOBS).path("items.findAll { it.state == 'running' }.id");
        running.forEach(
                id -> operator().post(JOBS + "/" + id + "/cancel").then().statusCode(200));
    }

    @Test
    void copiesOnTwoServersAreProvenAndTheirBytesAreTrue() {
        String id = begin("")
                .header("Location", containsString(JOBS + "/"))
                .body("state", equalTo("running"))
                .body("counts.files", equalTo(4))
                .body("counts.pending", equalTo(4))
                .body("basis.snapshots.server", contains("one", "two"))
                .extract()
                .path("id");
        answer("one", "partial", Map.of("/srv/a.iso", ONE, "/srv/b.iso", ONE, "/srv/secret/c.iso", OTHER));
        answer("two", "partial", Map.of("/srv/d\\xFF.iso", ONE));
        answer("one", "full", Map.of("/srv/a.iso", ONE, "/srv/b.iso", ONE));
        answer("two", "full", Map.of("/srv/d\\xFF.iso", ONE));

        operator()
                .get(JOBS + "/" + id)
                .then()
                .statusCode(200)
                .body("state", equalTo("done"))
                .body("counts.proven", equalTo(3))
                .body("counts.refuted", equalTo(1))
                .body("counts.pending", equalTo(0))
                .body("groups", equalTo(1))
                .body("reclaimableBytes", equalTo(2 * 20_480))
                .body("waitingFor", empty());
        operator()
                .get(JOBS + "/" + id + "/groups")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].group", equalTo(ONE))
                .body("items[0].files", equalTo(3))
                .body("items[0].names", equalTo(4))
                .body("items[0].servers", equalTo(2));
        operator()
                .queryParam("limit", 3)
                .get(JOBS + "/" + id + "/copies")
                .then()
                .statusCode(200)
                .body("items.path", contains("/srv/a.iso", "/srv/again/a.iso", "/srv/b.iso"))
                .body("items.freesBytes", contains(20_480, 20_480, 20_480))
                .body("items.keep", contains(true, true, false));
        operator().get(JOBS + "/" + id + "/unproven").then().statusCode(200).body("items", empty());
    }

    @Test
    void pagesGoOnWhereTheOneBeforeEnded() {
        String id = proven();
        String next = operator()
                .queryParam("limit", 3)
                .get(JOBS + "/" + id + "/copies")
                .path("nextCursor");

        operator()
                .queryParam("limit", 3)
                .queryParam("cursor", next)
                .get(JOBS + "/" + id + "/copies")
                .then()
                .statusCode(200)
                .body("items.path", contains("/srv/d\\xFF.iso"))
                .body("items.rawName", contains("ZP8uaXNv"))
                .body("nextCursor", nullValue());
        operator()
                .queryParam("cursor", "nonsense")
                .get(JOBS + "/" + id + "/groups")
                .then()
                .statusCode(400);
    }

    @Test
    void tablesComeInAllFormats() {
        String id = proven();

        String csv = operator()
                .accept("text/csv")
                .get(JOBS + "/" + id + "/groups")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(csv.lines())
                .containsExactly(
                        "group,sizeBytes,files,names,servers,reclaimableBytes,reclaimableAtMostBytes",
                        ONE + ",20000,3,4,2,40960,40960");
        byte[] parquet = operator()
                .accept("application/vnd.apache.parquet")
                .get(JOBS + "/" + id + "/copies")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(parquet).startsWith("PAR1".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatTheCallerMayNotSeeIsNeitherHashedForHimNorShown() {
        String partly = Tokens.inPart(List.of(
                Map.of("effect", "allow", "scope", "files:read", "kind", "server", "name", "one"),
                Map.of("effect", "deny", "scope", "files:read", "kind", "folder", "name", "one", "path", "/srv/secret"),
                Map.of("effect", "allow", "scope", "duplicates:execute", "kind", "everything")));
        given().auth()
                .oauth2(partly)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(JOBS)
                .then()
                .statusCode(403);

        String id = proven();

        given().auth()
                .oauth2(partly)
                .get(JOBS + "/" + id)
                .then()
                .statusCode(200)
                .body("counts.files", equalTo(2))
                .body("counts.proven", equalTo(2))
                .body("reclaimableBytes", equalTo(20_480));
        given().auth()
                .oauth2(partly)
                .get(JOBS + "/" + id + "/copies")
                .then()
                .body("items.path", contains("/srv/a.iso", "/srv/again/a.iso", "/srv/b.iso"));
        given().auth()
                .oauth2(Tokens.as("somebody", "samples:read"))
                .get(JOBS)
                .then()
                .statusCode(403);
    }

    @Test
    void filtersSayWhatIsCompared() {
        begin("&folder=/srv/again").body("counts.files", equalTo(0)).body("state", equalTo("done"));
        begin("&folder=/srv&minBytes=20000")
                .body("counts.files", equalTo(4))
                .body("filters", equalTo(THESE.substring(1) + "&folder=/srv&minBytes=20000"));
    }

    @Test
    void theSameKeyIsTheSameJob() {
        String key = UUID.randomUUID().toString();
        operator().body(Map.of("id", key)).post(JOBS).then().statusCode(202).body("id", equalTo(key));

        operator().body(Map.of("id", key)).post(JOBS).then().statusCode(202).body("id", equalTo(key));

        operator()
                .body(Map.of("id", key))
                .post(JOBS + THESE + "&minBytes=7")
                .then()
                .statusCode(409)
                .body("code", equalTo("conflict"));
        operator().body("{\"id\":\"x\"}").post(JOBS).then().statusCode(422);
    }

    @Test
    void aCancelledJobKeepsWhatItFoundAndGivesNoMoreWork() {
        String id = begin("").extract().path("id");

        operator().post(JOBS + "/" + id + "/cancel").then().statusCode(200).body("state", equalTo("cancelled"));

        agent("one").get(WORK).then().statusCode(200).body("items", empty());
        operator()
                .get(JOBS + "/" + id + "/unproven")
                .then()
                .body("items.reason", contains("cancelled", "cancelled", "cancelled", "others-unproven"));
        operator().get(JOBS + "/" + UUID.randomUUID()).then().statusCode(404).body("code", equalTo("job-not-found"));
    }

    @Test
    void eventsEndWithTheFinalState() {
        String id = begin("&name=*.iso").extract().path("id");
        operator().post(JOBS + "/" + id + "/cancel").then().statusCode(200);

        String events = operator()
                .accept("text/event-stream")
                .get(JOBS + "/" + id + "/events")
                .asString();

        assertThat(events).contains("\"state\":\"cancelled\"");
    }

    @Test
    void anAgentGetsTheWorkOfItsServerAloneAndAnswersForThatAlone() {
        begin("");

        agent("one")
                .get(WORK)
                .then()
                .statusCode(200)
                .body("items.path", contains("/srv/a.iso", "/srv/b.iso", "/srv/secret/c.iso"))
                .body("items[0].device", equalTo(1))
                .body("items[0].inode", equalTo(11))
                .body("items[0].sizeBytes", equalTo(20_000))
                .body("items[0].changed", equalTo("2026-01-15T10:00:00.123456Z"))
                .body("items[0].stage", equalTo("partial"));
        agent("two").get(WORK).then().body("items.rawName", contains("ZP8uaXNv"));
        given().auth()
                .oauth2(Tokens.forServer("one", "hashes:write"))
                .queryParam("server", "two")
                .get(WORK)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Tokens.forServer("one", "hashes:write"))
                .get(WORK)
                .then()
                .statusCode(422)
                .body("errors.field", contains("server"));
        operator().queryParam("server", "one").get(WORK).then().statusCode(403);
    }

    @Test
    void hostileAnswersAreRefusedWhole() {
        String id = begin("").extract().path("id");
        int others = agent("two").get(WORK).path("items[0].file");
        Map<String, Object> fine = said(id, others, "partial", ONE);

        post("one", List.of(fine)).statusCode(422).body("errors.field", contains("answers[0].file"));
        post("two", List.of(fine, said(id, others, "partial", "xyz")))
                .statusCode(422)
                .body("errors.field", contains("answers[1].hash"));
        post("two", List.of()).statusCode(422);
        agent("two").contentType(ContentType.JSON).body("{").post(WORK).then().statusCode(400);
        agent("two")
                .contentType(ContentType.JSON)
                .body("null")
                .post(WORK)
                .then()
                .statusCode(422);
        agent("two")
                .contentType(ContentType.JSON)
                .body("{\"answers\":[null]}")
                .post(WORK)
                .then()
                .statusCode(422)
                .body("detail", containsString("answers"));

        operator().get(JOBS + "/" + id).then().body("counts.pending", equalTo(4));
    }

    @Test
    void whoLacksThePermissionIsRefused() {
        given().auth()
                .oauth2(Tokens.with("files:read"))
                .contentType(ContentType.JSON)
                .post(JOBS)
                .then()
                .statusCode(403);
        given().auth().oauth2(Tokens.with("hashes:write")).get(JOBS).then().statusCode(403);
        given().contentType(ContentType.JSON).post(JOBS).then().statusCode(401);
    }

    /// A job that has found three files of one content.
    private static String proven() {
        String id = begin("").extract().path("id");
        answer("one", "partial", Map.of("/srv/a.iso", ONE, "/srv/b.iso", ONE, "/srv/secret/c.iso", OTHER));
        answer("two", "partial", Map.of("/srv/d\\xFF.iso", ONE));
        answer("one", "full", Map.of("/srv/a.iso", ONE, "/srv/b.iso", ONE));
        answer("two", "full", Map.of("/srv/d\\xFF.iso", ONE));
        return id;
    }

    private static ValidatableResponse begin(String query) {
        return operator().post(JOBS + THESE + query).then().statusCode(202);
    }

    /// Answers all work that a server has: it must be just this.
    private static void answer(String server, String stage, Map<String, String> hashes) {
        JsonPath work = agent(server).get(WORK).jsonPath();
        List<String> paths = work.getList("items.path", String.class);
        List<Integer> files = work.getList("items.file", Integer.class);
        assertThat(Set.copyOf(paths)).isEqualTo(hashes.keySet());
        assertThat(work.getList("items.stage", String.class)).containsOnly(stage);
        List<Map<String, Object>> answers = IntStream.range(0, paths.size())
                .mapToObj(i -> said(
                        work.getString("items[0].job"),
                        files.get(i),
                        stage,
                        Objects.requireNonNull(hashes.get(paths.get(i)))))
                .toList();
        post(server, answers).statusCode(204);
    }

    private static Map<String, Object> said(String job, int file, String stage, String hash) {
        return Map.of(
                "job", job, "file", file, "stage", stage, "outcome", "hashed", "hash", hash, "exclusiveBytes", 20_480);
    }

    private static ValidatableResponse post(String server, List<Map<String, Object>> answers) {
        return agent(server)
                .contentType(ContentType.JSON)
                .body(Map.of("answers", answers))
                .post(WORK)
                .then();
    }

    private static RequestSpecification agent(String server) {
        return given().auth().oauth2(Tokens.forServer(server, "hashes:write")).queryParam("server", server);
    }

    private static RequestSpecification operator() {
        return given().auth()
                .oauth2(Tokens.with("files:read", "duplicates:execute"))
                .contentType(ContentType.JSON);
    }
}
