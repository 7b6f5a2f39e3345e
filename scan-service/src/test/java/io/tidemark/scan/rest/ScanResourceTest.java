package io.tidemark.scan.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.OpenApiDrift;
import io.tidemark.platform.test.Tokens;
import io.tidemark.scan.snapshot.SnapshotIds;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistoryResource.class)
class ScanResourceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path root;

    private final String token = Tokens.with("scans:read", "scans:execute");

    @BeforeEach
    void historyIsThere() {
        FakeHistoryResource.answerWith(201);
        FakeHistoryResource.sayPolicy("{}");
    }

    @Test
    void scansAndDeliversToHistory() throws Exception {
        Files.writeString(root.resolve("a.txt"), "hello");

        String id = start(root.toString()).statusCode(202).extract().path("id");

        JsonPath job = await(id, "delivered");
        assertThat(job.getLong("progress.entries")).isEqualTo(1);
        assertThat(job.getLong("progress.bytes")).isEqualTo(5);
        assertThat(FakeHistoryResource.requests())
                .filteredOn(r -> r.path().contains(id))
                .extracting(FakeHistoryResource.Request::path)
                .containsExactly(
                        "/api/snapshots/" + id + "/uploads/entries-00000.parquet",
                        "/api/snapshots/" + id + "/parts/entries-00000.parquet",
                        "/api/snapshots/" + id + "/uploads/directories-00000.parquet",
                        "/api/snapshots/" + id + "/parts/directories-00000.parquet",
                        "/api/snapshots/" + id);
    }

    @Test
    void keepsTheSnapshotWhileHistoryIsAwayAndDeliversItLater() throws Exception {
        FakeHistoryResource.answerWith(503);
        String id = start(root.toString()).statusCode(202).extract().path("id");
        await(id, "sealed");

        FakeHistoryResource.answerWith(201);

        await(id, "delivered");
    }

    @Test
    void setsASnapshotAsideThatHistoryRefuses() throws Exception {
        FakeHistoryResource.answerWith(422);
        String id = start(root.toString()).statusCode(202).extract().path("id");

        JsonPath job = awaitError(id);

        assertThat(job.getString("state")).isEqualTo("sealed");
        assertThat(job.getString("error")).contains("snapshot-damaged: sums differ");
        given().get("/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'delivery' }.data.snapshotsRefused", is(1));
    }

    @Test
    void handsOverSamplesOfRealVolumes() throws Exception {
        String id = start(root.toString()).statusCode(202).extract().path("id");
        await(id, "delivered");

        assertThat(FakeHistoryResource.requests())
                .filteredOn(r -> r.path().equals("/api/samples"))
                .anySatisfy(r ->
                        assertThat(r.body()).contains("\"server\":\"web-1\"").contains("\"availableBytes\":"));
    }

    @Test
    void answersTheSameJobToTheSameIdAndRefusesAnotherRoot() {
        UUID id = new SnapshotIds(InstantSource.system()).next();
        String body = "{\"id\":\"%s\",\"root\":\"%s\"}";

        post(body.formatted(id, root)).statusCode(202).body("id", equalTo(id.toString()));

        post(body.formatted(id, root)).statusCode(202).body("id", equalTo(id.toString()));
        post(body.formatted(id, "/")).statusCode(409).body("code", equalTo("scan-id-taken"));
    }

    @Test
    void namesTheFieldOfARootThatCannotBeScanned() throws Exception {
        Path file = Files.writeString(root.resolve("file"), "");
        Path link = Files.createSymbolicLink(root.resolve("link"), Path.of("/"));

        for (String bad : new String[] {"relative", "/no/such", "/proc", file.toString(), link.toString(), " "}) {
            start(bad).statusCode(422).body("errors.field", hasItem("root"));
        }
    }

    @Test
    void refusesAnIdThatIsNoUuidOfVersion7() {
        post("{\"id\":\"%s\",\"root\":\"/\"}".formatted(UUID.randomUUID()))
                .statusCode(422)
                .body("errors.field", hasItem("id"));
    }

    @Test
    void streamsProgressUntilTheFinalState() throws Exception {
        String id = start(root.toString()).statusCode(202).extract().path("id");

        String events = given().header("Authorization", "Bearer " + token)
                .accept("text/event-stream")
                .get("/api/scans/" + id + "/events")
                .asString();

        String last = events.strip().lines().toList().getLast();
        assertThat(last).startsWith("data:").contains("\"state\":\"delivered\"");
    }

    @Test
    void saysThatAnEndedScanCannotBeCancelled() throws Exception {
        String id = start(root.toString()).statusCode(202).extract().path("id");
        await(id, "delivered");

        given().header("Authorization", "Bearer " + token)
                .post("/api/scans/" + id + "/cancel")
                .then()
                .statusCode(409)
                .body("code", equalTo("scan-ended"));
    }

    @Test
    void pausesChangesAndResumesAScanOverItsPolicy() throws Exception {
        String id = post("{\"root\":\"%s\",\"policy\":{\"hours\":[\"%s\"],\"callsPerSecond\":50}}"
                        .formatted(root, closedNow()))
                .statusCode(202)
                .body("policy.callsPerSecond", equalTo(50))
                .body("policy.cpuShare", equalTo(1.0f))
                .extract()
                .path("id");
        await(id, "waiting", "hours");

        order(id, "pause").statusCode(200).body("state", equalTo("paused"));
        await(id, "waiting", "paused");
        policy(id, "{\"hours\":[]}").statusCode(200).body("hours.size()", is(0)).body("callsPerSecond", equalTo(50));
        order(id, "resume").statusCode(200).body("state", equalTo("running"));

        JsonPath job = await(id, "delivered");
        assertThat(job.getFloat("cost.pausedSeconds")).isPositive();
        assertThat(job.getInt("cost.systemCalls")).isPositive();
        assertThat(FakeHistoryResource.requests())
                .filteredOn(r -> r.path().equals("/api/snapshots/" + id))
                .singleElement()
                .satisfies(r -> assertThat(JsonPath.from(r.body()).getInt("policy.callsPerSecond"))
                        .isEqualTo(50));
    }

    @Test
    void makesUpForAScheduledScanThatWasMissedWhileTheAgentWasDown() throws Exception {
        String scan = awaitSchedule("items[0].lastScan");

        JsonPath job = await(scan, "delivered");

        assertThat(job.getString("root")).contains("scheduled");
    }

    @Test
    void takesSchedulesAndPolicyFromHistory() throws Exception {
        FakeHistoryResource.sayPolicy("{\"scan\":{\"callsPerSecond\":5000,\"roots\":[{\"path\":\"/history\","
                + "\"schedule\":\"0 2 * * *\",\"zone\":\"Europe/Berlin\",\"jitter\":\"PT30M\"}]}}");

        String zone = awaitSchedule("items.find { it.root == '/history' }.zone");

        assertThat(zone).isEqualTo("Europe/Berlin");
        JsonPath job = start(root.toString()).statusCode(202).extract().jsonPath();
        assertThat(job.getInt("policy.callsPerSecond")).isEqualTo(5000);
        await(job.getString("id"), "delivered");
        FakeHistoryResource.sayPolicy("{}");
    }

    @Test
    void letsAPolicyThatHistoryChangesHoldForAScanThatRuns() throws Exception {
        // One that begins by itself would wait for these hours too, and all others behind it.
        await(awaitSchedule("items[0].lastScan"), "delivered");
        FakeHistoryResource.sayPolicy("{\"scan\":{\"hours\":[\"%s\"]}}".formatted(closedNow()));
        awaitPolicy("policy.hours.size()", 1);
        String id = post("{\"root\":\"%s\",\"policy\":{\"callsPerSecond\":70}}".formatted(root))
                .statusCode(202)
                .extract()
                .path("id");
        await(id, "waiting", "hours");

        FakeHistoryResource.sayPolicy("{\"scan\":{\"hours\":[],\"callsPerSecond\":5000,\"cpuShare\":0.9}}");

        JsonPath job = await(id, "delivered");
        assertThat(job.getInt("policy.callsPerSecond")).isEqualTo(70);
        assertThat(job.getFloat("policy.cpuShare")).isEqualTo(0.9f);
        FakeHistoryResource.sayPolicy("{}");
        awaitPolicy("policy.cpuShare", 1.0f);
    }

    @Test
    void samplesAsOftenAsHistorySays() throws Exception {
        long before = samples();

        FakeHistoryResource.sayPolicy("{\"sampling\":{\"interval\":\"PT1S\"}}");

        Instant end = Instant.now().plus(PATIENCE);
        while (samples() < before + 3 && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
        FakeHistoryResource.sayPolicy("{}");
        assertThat(samples()).isGreaterThanOrEqualTo(before + 3);
    }

    private static long samples() {
        return FakeHistoryResource.requests().stream()
                .filter(r -> r.path().equals("/api/samples"))
                .count();
    }

    /// Begins scans until one has the policy that history said. None stays: one that began under the policy before may
    /// wait for the hours of the new one, and all others wait behind it.
    private void awaitPolicy(String field, Object value) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            JsonPath job = start(root.toString()).statusCode(202).extract().jsonPath();
            order(job.getString("id"), "cancel").statusCode(anyOf(is(202), is(409)));
            if (value.equals(job.get(field))) {
                return;
            }
            Thread.sleep(300);
        }
        throw new AssertionError("history's policy never came");
    }

    @Test
    void hasTheMetricsThatItsReadmeListsAndNoOthers() throws Exception {
        String id = start(root.toString()).statusCode(202).extract().path("id");
        await(id, "delivered");
        String readme = Files.readString(Path.of("README.md"));
        String metrics = given().accept("text/plain").get("/metrics").asString();

        Set<String> listed = all("`(tidemark_[a-z_]+(?:\\{[a-z]+\\})?)`", readme);

        Set<String> there = all("(?m)^(tidemark_[a-z_]+(?:\\{[^}]*\\})?) ", metrics).stream()
                .map(sample -> sample.replaceAll("=\"[^\"]*\",?", ""))
                .map(sample -> sample.replaceAll("_(count|sum|max)(?=\\{|$)", ""))
                .collect(Collectors.toSet());
        assertThat(listed).isNotEmpty().isEqualTo(there);
    }

    private static Set<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void tellsWaitingAndSchedulesInItsMetrics() {
        String metrics = given().accept("text/plain").get("/metrics").asString();

        assertThat(metrics)
                .contains("tidemark_scan_waited_seconds_total{reason=\"hours\",}")
                .contains("tidemark_scan_jobs{state=\"paused\",}")
                .contains("tidemark_scan_schedules_failing ")
                .contains("tidemark_scan_spool_full 0.0");
    }

    @Test
    void namesTheFieldsOfAPolicyThatCannotBe() throws Exception {
        post("{\"root\":\"%s\",\"policy\":{\"cpuShare\":2,\"nice\":19}}".formatted(root))
                .statusCode(422)
                .body("errors.field", equalTo(List.of("policy.cpuShare", "policy.nice")));
        String id = start(root.toString()).statusCode(202).extract().path("id");
        await(id, "delivered");
        policy(id, "{\"idle\":true}").statusCode(409).body("code", equalTo("scan-ended"));
        policy(id, "[]").statusCode(422).body("errors.field", equalTo(List.of("policy")));
        order(id, "pause").statusCode(409).body("code", equalTo("scan-ended"));
    }

    @Test
    void pagesThroughScansNewestFirst() throws Exception {
        // No scan may begin by itself in between.
        awaitSchedule("items[0].lastScan");
        String older = start(root.toString()).statusCode(202).extract().path("id");
        Thread.sleep(5);
        String newer = start(root.toString()).statusCode(202).extract().path("id");

        JsonPath first = list("limit=1").statusCode(200).extract().jsonPath();
        JsonPath second = list("limit=1&cursor=" + first.getString("nextCursor"))
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(first.getString("items[0].id")).isEqualTo(newer);
        assertThat(second.getString("items[0].id")).isEqualTo(older);
    }

    @Test
    void refusesCallersWithoutTokenOrPermission() {
        given().get("/api/scans").then().statusCode(401);
        given().header("Authorization", "Bearer " + Tokens.with("scans:read"))
                .contentType(ContentType.JSON)
                .body("{\"root\":\"/\"}")
                .post("/api/scans")
                .then()
                .statusCode(403);
    }

    @Test
    void tellsUnknownScansApart() {
        given().header("Authorization", "Bearer " + token)
                .get("/api/scans/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("not-found"))
                .body("detail", notNullValue());
    }

    @Test
    void holdsToTheCommittedContract() {
        OpenApiDrift.check();
    }

    private ValidatableResponse start(String path) {
        return post("{\"root\":\"%s\"}".formatted(path));
    }

    private ValidatableResponse post(String body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/scans")
                .then();
    }

    private String awaitSchedule(String field) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            JsonPath schedules = given().header("Authorization", "Bearer " + token)
                    .get("/api/scans/schedules")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            if (schedules.getString(field) != null) {
                return schedules.getString(field);
            }
            Thread.sleep(200);
        }
        throw new AssertionError("nothing began");
    }

    private ValidatableResponse order(String id, String what) {
        return given().header("Authorization", "Bearer " + token)
                .post("/api/scans/" + id + "/" + what)
                .then();
    }

    private ValidatableResponse policy(String id, String body) {
        return given().header("Authorization", "Bearer " + token)
                .contentType(ContentType.JSON)
                .body(body)
                .put("/api/scans/" + id + "/policy")
                .then();
    }

    /// A minute of the day that is not near.
    private static String closedNow() {
        LocalTime later =
                LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).plusHours(12);
        return later + "-" + later.plusMinutes(1);
    }

    private ValidatableResponse list(String query) {
        return given().header("Authorization", "Bearer " + token)
                .get("/api/scans?" + query)
                .then();
    }

    private JsonPath await(String id, String state) throws InterruptedException {
        return await(id, "state", state);
    }

    private JsonPath awaitError(String id) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            JsonPath job = job(id);
            if (job.getString("error") != null) {
                return job;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("no error in " + job(id).prettify());
    }

    private JsonPath await(String id, String field, String value) throws InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            JsonPath job = job(id);
            if (value.equals(job.getString(field))) {
                return job;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("never " + value + ": " + job(id).prettify());
    }

    private JsonPath job(String id) {
        return given().header("Authorization", "Bearer " + token)
                .get("/api/scans/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
