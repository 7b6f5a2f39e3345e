package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.history.HistoryConfig;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class SnapshotApiTest {

    @TempDir
    Path folder;

    @Inject
    HistoryConfig config;

    @Test
    void registersAnUploadWhoseManifestIsTrue() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "true-1");

        Response sealed = new Agent("true-1").deliver(snapshot);

        sealed.then()
                .statusCode(201)
                .header("Location", containsString("/api/snapshots/" + snapshot.id()))
                .body("id", equalTo(snapshot.id().toString()))
                .body("server", equalTo("true-1"))
                .body("root", equalTo("/data"))
                .body("volume", equalTo("/"))
                .body("startedAt", equalTo("2026-01-02T23:59:59.123456Z"))
                .body("entries", equalTo(5))
                .body("directories", equalTo(2))
                .body("sizeBytes", equalTo(5105))
                .body("allocatedBytes", equalTo(12288))
                .body("errors", equalTo(3))
                .body("parts.kind", contains("entries", "directories"));
        assertThat(files("server=true-1"))
                .containsExactlyInAnyOrder(
                        "day=2026-01-02/" + snapshot.id() + "/directories-00000.parquet",
                        "day=2026-01-02/" + snapshot.id() + "/entries-00000.parquet",
                        "day=2026-01-02/" + snapshot.id() + "/manifest.json");
        assertThat(staged(snapshot)).isEmpty();
    }

    @Test
    void answersARepeatedManifestWithTheSnapshotThatIsThere() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "repeat-1");
        Agent agent = new Agent("repeat-1");
        String first = agent.deliver(snapshot).then().statusCode(201).extract().asString();

        Response second = agent.seal(snapshot);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.asString()).contains(snapshot.id().toString());
        assertThat(first).contains(snapshot.id().toString());
    }

    @Test
    void refusesAnotherManifestForARegisteredSnapshot() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "conflict-1");
        Agent agent = new Agent("conflict-1");
        agent.deliver(snapshot).then().statusCode(201);
        snapshot.manifest().put("agentVersion", "other");

        Response second = agent.seal(snapshot);

        second.then().statusCode(409).body("code", equalTo("snapshot-conflict"));
    }

    @Test
    void leavesNothingOfAnUploadWithAFalseSum() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "sum-1");
        snapshot.counts().put("sizeBytes", 5106);

        Response sealed = new Agent("sum-1").deliver(snapshot);

        sealed.then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", equalTo("snapshot-damaged"))
                .body("detail", equalTo("counts.sizeBytes is 5105, the manifest says 5106"));
        assertThat(files("server=sum-1")).isEmpty();
        assertThat(staged(snapshot)).isEmpty();
        Agent.reader()
                .get("/api/snapshots/{id}", snapshot.id().toString())
                .then()
                .statusCode(404)
                .body("code", equalTo("snapshot-not-found"));
    }

    @Test
    void leavesNothingOfAnUploadThatLacksAPart() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "lack-1");
        Agent agent = new Agent("lack-1");
        agent.put(snapshot, SampleSnapshot.ENTRIES).then().statusCode(204);

        Response sealed = agent.seal(snapshot);

        sealed.then()
                .statusCode(422)
                .body("code", equalTo("snapshot-incomplete"))
                .body("detail", equalTo("directories-00000.parquet was not uploaded"));
        assertThat(staged(snapshot)).isEmpty();
    }

    @Test
    void acceptsAnUploadThatIsSentAgainAfterARefusal() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "again-1");
        Agent agent = new Agent("again-1");
        agent.seal(snapshot).then().statusCode(422);

        Response sealed = agent.deliver(snapshot);

        assertThat(sealed.statusCode()).isEqualTo(201);
    }

    @Test
    void refusesAPartWithAnotherDigestAndKeepsNothingOfIt() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "digest-1");
        byte[] other = {1, 2, 3};

        Response put = new Agent("digest-1")
                .put(snapshot, SampleSnapshot.ENTRIES, other, SampleSnapshot.digestField(new byte[] {1, 2}));

        put.then().statusCode(422).body("code", equalTo("part-digest-mismatch"));
        assertThat(staged(snapshot)).isEmpty();
    }

    @Test
    void refusesAPartWithoutDigest() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "digest-2");

        Response put = new Agent("digest-2")
                .request()
                .contentType("application/octet-stream")
                .body(new byte[] {1})
                .put(
                        "/api/snapshots/{id}/parts/entries-00000.parquet",
                        snapshot.id().toString());

        put.then().statusCode(400).body("code", equalTo("malformed"));
    }

    @Test
    void refusesAPartThatIsTooLarge() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "large-1");
        byte[] large = new byte[(1 << 20) + 1];

        Response put =
                new Agent("large-1").put(snapshot, SampleSnapshot.ENTRIES, large, SampleSnapshot.digestField(large));

        put.then().statusCode(413).body("code", equalTo("too-large"));
        assertThat(staged(snapshot)).isEmpty();
    }

    @Test
    void refusesFileNamesThatAreNoPart() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "name-1");
        byte[] content = {1};

        Response put = new Agent("name-1")
                .put(snapshot, "..%2fentries-00000.parquet", content, SampleSnapshot.digestField(content));

        assertThat(put.statusCode()).isIn(404, 422);
        assertThat(staged(snapshot)).isEmpty();
    }

    @Test
    void refusesAManifestThatLacksAField() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "field-1");
        snapshot.counts().remove("symlinks");

        Response sealed = new Agent("field-1").deliver(snapshot);

        sealed.then().statusCode(422).body("errors.field", contains("counts.symlinks"));
        assertThat(staged(snapshot)).isEmpty();
    }

    @Test
    void refusesTheTokenOfAnotherServer() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "mine-1");

        Response sealed = new Agent("other-1").deliver(snapshot);

        sealed.then().statusCode(403).body("code", equalTo("forbidden"));
    }

    @Test
    void refusesRequestsWithoutToken() {
        given().get("/api/snapshots").then().statusCode(401);
        given().put("/api/snapshots/{id}", SampleSnapshot.newId().toString())
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(Tokens.forged("snapshots:read"))
                .get("/api/snapshots")
                .then()
                .statusCode(401);
    }

    @Test
    void refusesReadersThatWantToWrite() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "reader-1");

        Response sealed = Agent.reader()
                .contentType("application/json")
                .body(snapshot.manifestBytes())
                .put("/api/snapshots/{id}", snapshot.id().toString());

        assertThat(sealed.statusCode()).isEqualTo(403);
    }

    @Test
    void listsSnapshotsNewestFirstPageByPage() throws IOException {
        List<String> ids = deliverThreeDays("list-1");

        Response first = Agent.reader().get("/api/snapshots?server=list-1&limit=2");
        String cursor = first.then()
                .statusCode(200)
                .body("items.id", contains(ids.get(2), ids.get(1)))
                .extract()
                .path("nextCursor");
        Response second = Agent.reader().queryParam("cursor", cursor).get("/api/snapshots?server=list-1&limit=2");

        second.then().statusCode(200).body("items.id", contains(ids.get(0))).body("nextCursor", nullValue());
    }

    @Test
    void listsTheNewestSnapshotOfAServer() throws IOException {
        List<String> ids = deliverThreeDays("latest-1");

        Response latest = Agent.reader().get("/api/snapshots/latest?server=latest-1&root=/data");

        latest.then()
                .statusCode(200)
                .body("items.id", contains(ids.get(2)))
                .body("items[0].parts.file", contains("directories-00000.parquet", "entries-00000.parquet"));
        Agent.reader().get("/api/snapshots/latest?server=nobody").then().body("items", empty());
    }

    @Test
    void answersTheManifestByteForByte() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "bytes-1");
        new Agent("bytes-1").deliver(snapshot).then().statusCode(201);

        byte[] manifest = Agent.reader()
                .get("/api/snapshots/{id}/manifest", snapshot.id().toString())
                .asByteArray();

        assertThat(manifest).isEqualTo(snapshot.manifestBytes());
    }

    @Test
    void answersAPartWithItsDigestAsTag() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "part-1");
        new Agent("part-1").deliver(snapshot).then().statusCode(201);
        byte[] content = snapshot.content(SampleSnapshot.ENTRIES);
        String tag = "\"" + Sha256.of(content) + "\"";

        Response whole = part(snapshot, "Accept", "*/*");
        Response held = part(snapshot, "If-None-Match", tag);

        assertThat(whole.asByteArray()).isEqualTo(content);
        assertThat(whole.header("ETag")).isEqualTo(tag);
        assertThat(whole.header("Cache-Control")).contains("immutable");
        assertThat(whole.header("Content-Length")).isEqualTo(Integer.toString(content.length));
        assertThat(held.statusCode()).isEqualTo(304);
        assertThat(held.asByteArray()).isEmpty();
    }

    @Test
    void answersRangesOfAPart() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "range-1");
        new Agent("range-1").deliver(snapshot).then().statusCode(201);
        byte[] content = snapshot.content(SampleSnapshot.ENTRIES);

        Response middle = part(snapshot, "Range", "bytes=4-9");
        Response tail = part(snapshot, "Range", "bytes=-8");
        Response behind = part(snapshot, "Range", "bytes=" + content.length + "-");

        assertThat(middle.statusCode()).isEqualTo(206);
        assertThat(middle.asByteArray()).isEqualTo(Arrays.copyOfRange(content, 4, 10));
        assertThat(middle.header("Content-Range")).isEqualTo("bytes 4-9/" + content.length);
        assertThat(tail.asByteArray()).isEqualTo(Arrays.copyOfRange(content, content.length - 8, content.length));
        assertThat(behind.statusCode()).isEqualTo(416);
        assertThat(behind.header("Content-Range")).isEqualTo("bytes */" + content.length);
        assertThat(behind.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void answersNotFoundForPartsThatAreNone() {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, "none-1");
        new Agent("none-1").deliver(snapshot).then().statusCode(201);

        Response manifest = Agent.reader()
                .get("/api/snapshots/{id}/parts/manifest.json", snapshot.id().toString());

        manifest.then().statusCode(404).body("code", equalTo("part-not-found"));
    }

    @Test
    void refusesCursorsItDidNotGive() {
        Response page = Agent.reader().get("/api/snapshots?cursor=bm9uc2Vuc2U");

        page.then().statusCode(400).body("code", equalTo("malformed"));
    }

    private static Response part(SampleSnapshot snapshot, String header, String value) {
        return Agent.reader()
                .header(header, value)
                .get("/api/snapshots/{id}/parts/{file}", snapshot.id().toString(), SampleSnapshot.ENTRIES);
    }

    private List<String> deliverThreeDays(String server) throws IOException {
        return Stream.of("2026-01-01", "2026-01-02", "2026-01-03")
                .map(day -> deliver(server, day))
                .toList();
    }

    private String deliver(String server, String day) {
        SampleSnapshot snapshot = SampleSnapshot.in(folder, server);
        snapshot.manifest().put("startedAt", day + "T01:00:00Z").put("finishedAt", day + "T02:00:00Z");
        new Agent(server).deliver(snapshot).then().statusCode(201);
        return snapshot.id().toString();
    }

    /// All that the staging area holds of an upload.
    private List<String> staged(SampleSnapshot snapshot) {
        return files(".staging").stream()
                .filter(path -> path.contains(snapshot.id().toString()))
                .toList();
    }

    /// All files below a folder of the store.
    private List<String> files(String below) {
        Path start = config.storeDir().resolve(below);
        if (!Files.exists(start)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(start)) {
            return tree.filter(path -> !path.equals(start) && (below.equals(".staging") || Files.isRegularFile(path)))
                    .map(path -> start.relativize(path).toString())
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
