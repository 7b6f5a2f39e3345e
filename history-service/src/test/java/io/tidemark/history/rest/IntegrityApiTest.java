package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.history.ForAll;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.content.Scrub;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class IntegrityApiTest {

    private static final String MANIFEST = "manifest.json";

    @Inject
    SnapshotStore store;

    @Inject
    Scrub scrub;

    @Inject
    EventLog log;

    @TempDir
    Path folder;

    @Test
    void findsASoundSnapshotSound() throws IOException {
        SampleSnapshot snapshot = deliver("sound-1", 1);

        Response found = verify(snapshot);

        found.then().statusCode(200).body("sound", equalTo(true)).body("damages", empty());
    }

    @Test
    void givesNoDamagedByteToAnyReader() throws IOException {
        SampleSnapshot older = deliver("rot-1", 1);
        SampleSnapshot newer = deliver("rot-1", 2);
        flipAByteOf(newer, SampleSnapshot.ENTRIES);

        Response part = reader().get("/api/snapshots/" + newer.id() + "/parts/" + SampleSnapshot.ENTRIES);

        part.then()
                .statusCode(409)
                .body("code", equalTo("content-damaged"))
                .body("detail", containsString("its SHA-256 is"));
        reader().get("/api/snapshots/" + newer.id()).then().body("damaged", equalTo(true));
        for (String at : List.of("", "&at=2026-12-31")) {
            reader().get("/api/snapshots/latest?server=rot-1" + at)
                    .then()
                    .body("items.id", contains(older.id().toString()));
        }
        assertThat(store.files(location(newer))).containsOnlyKeys(new StoredName(SampleSnapshot.DIRECTORIES));
        assertThat(events(newer)).containsExactly(EventType.SNAPSHOT_DAMAGED);
    }

    @Test
    void tellsWhoHasAListOrASnapshotThatItIsDamagedNow() throws IOException {
        SampleSnapshot snapshot = deliver("rot-3", 1);
        String list = "/api/snapshots?server=rot-3";
        String one = "/api/snapshots/" + snapshot.id();
        String dated = "/api/snapshots/2026-12-31?server=rot-3&root=/data";
        Map<String, String> tags = Stream.of(list, one, dated)
                .collect(Collectors.toMap(
                        path -> path, path -> reader().get(path).header("ETag")));
        reader().header("If-None-Match", tags.get(one)).get(one).then().statusCode(304);
        flipAByteOf(snapshot, SampleSnapshot.ENTRIES);

        verify(snapshot);

        reader().header("If-None-Match", tags.get(list))
                .get(list)
                .then()
                .statusCode(200)
                .body("items.damaged", contains(true))
                .body("items.detail", contains("full"));
        for (String path : List.of(one, dated)) {
            reader().header("If-None-Match", tags.get(path))
                    .get(path)
                    .then()
                    .statusCode(200)
                    .body("damaged", equalTo(true));
        }
    }

    @Test
    void comparesNothingWithDamagedContent() throws IOException {
        SampleSnapshot older = deliver("rot-2", 1);
        SampleSnapshot newer = deliver("rot-2", 2);
        flipAByteOf(newer, SampleSnapshot.ENTRIES);

        Response compared = reader().get("/api/snapshots/compare?from=" + older.id() + "&to=" + newer.id());

        compared.then().statusCode(409).body("code", equalTo("content-damaged"));
    }

    @Test
    void namesEachFileThatIsNotWhatWasSealed() throws IOException {
        SampleSnapshot snapshot = deliver("name-1", 1);
        store.delete(location(snapshot), new StoredName(SampleSnapshot.ENTRIES));
        flipAByteOf(snapshot, MANIFEST);

        Response found = verify(snapshot);

        found.then()
                .statusCode(200)
                .body("sound", equalTo(false))
                .body("damages.file", containsInAnyOrder(SampleSnapshot.ENTRIES, MANIFEST))
                .body(
                        "damages.problem",
                        containsInAnyOrder("it is missing", "its SHA-256 is not that of what was sealed"));
        reader().get("/api/snapshots/" + snapshot.id() + "/manifest")
                .then()
                .statusCode(409)
                .body("code", equalTo("content-damaged"));
    }

    @Test
    void healsWhenTheSameContentIsSentAgain() throws IOException {
        SampleSnapshot snapshot = deliver("heal-1", 1);
        flipAByteOf(snapshot, SampleSnapshot.ENTRIES);
        flipAByteOf(snapshot, MANIFEST);
        verify(snapshot).then().body("sound", equalTo(false));

        new Agent("heal-1")
                .deliver(snapshot)
                .then()
                .statusCode(200)
                .body("damaged", equalTo(false))
                .body("id", equalTo(snapshot.id().toString()));

        verify(snapshot).then().body("sound", equalTo(true));
        byte[] part = reader().get("/api/snapshots/" + snapshot.id() + "/parts/" + SampleSnapshot.ENTRIES)
                .asByteArray();
        assertThat(part).isEqualTo(snapshot.content(SampleSnapshot.ENTRIES));
        assertThat(events(snapshot)).containsExactly(EventType.SNAPSHOT_DAMAGED, EventType.SNAPSHOT_REPAIRED);
        try (var left = Files.list(store.staging())) {
            assertThat(left.filter(one ->
                            one.getFileName().toString().contains(snapshot.id().toString())))
                    .isEmpty();
        }
    }

    @Test
    void healsWithNothingButTheRightContent() throws IOException {
        SampleSnapshot snapshot = deliver("heal-2", 1);
        flipAByteOf(snapshot, SampleSnapshot.ENTRIES);
        verify(snapshot);
        SampleSnapshot other = deliver("heal-3", 1);
        Agent agent = new Agent("heal-2");
        agent.put(snapshot, SampleSnapshot.DIRECTORIES).then().statusCode(204);
        byte[] wrong = other.content(SampleSnapshot.DIRECTORIES);
        agent.put(snapshot, SampleSnapshot.ENTRIES, wrong, SampleSnapshot.digestField(wrong))
                .then()
                .statusCode(204);

        agent.seal(snapshot).then().statusCode(422).body("code", equalTo("snapshot-damaged"));

        reader().get("/api/snapshots/" + snapshot.id()).then().body("damaged", equalTo(true));
        agent.seal(snapshot).then().statusCode(409).body("code", equalTo("content-damaged"));
    }

    @Test
    void findsDamageThatNobodyAskedFor() throws IOException {
        SampleSnapshot snapshot = deliver("scrub-1", 1);
        flipAByteOf(snapshot, SampleSnapshot.DIRECTORIES);

        ForAll.get(scrub::readWhatIsDue);

        reader().get("/api/snapshots/" + snapshot.id()).then().body("damaged", equalTo(true));
        assertThat(ForAll.get(scrub::readWhatIsDue)).isZero();
        assertThat(given().get("/metrics").asString())
                .contains("tidemark_history_content_read_bytes_total", "tidemark_history_damage_found_total")
                .contains("tidemark_history_snapshots_damaged", "tidemark_history_snapshots_repaired_total");
    }

    @Test
    void isNotForEverybody() throws IOException {
        SampleSnapshot snapshot = deliver("right-1", 1);

        reader().post("/api/snapshots/" + snapshot.id() + "/verify").then().statusCode(403);
        admin().post("/api/snapshots/" + SampleSnapshot.newId() + "/verify")
                .then()
                .statusCode(404);
    }

    private SampleSnapshot deliver(String server, int day) throws IOException {
        SampleSnapshot snapshot = SampleSnapshot.in(Files.createDirectory(folder.resolve(server + day)), server);
        String at = "2026-01-0" + day + "T12:00:00Z";
        snapshot.manifest().put("startedAt", at).put("finishedAt", at);
        new Agent(server).deliver(snapshot).then().statusCode(201);
        return snapshot;
    }

    private void flipAByteOf(SampleSnapshot snapshot, String name) throws IOException {
        Path file = store.staging().resolveSibling(location(snapshot).key()).resolve(name);
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
    }

    private static SnapshotLocation location(SampleSnapshot snapshot) {
        Instant startedAt = Instant.parse(snapshot.manifest().get("startedAt").asText());
        return SnapshotLocation.of(
                new ServerName(snapshot.manifest().get("server").asText()), startedAt, snapshot.id());
    }

    private List<EventType> events(SampleSnapshot snapshot) {
        return log.after(Tenancy.ALL, 0, Set.of(EventType.SNAPSHOT_DAMAGED, EventType.SNAPSHOT_REPAIRED), 1000).stream()
                .filter(event -> event.subject().equals(snapshot.id().toString()))
                .map(Event::type)
                .toList();
    }

    private static Response verify(SampleSnapshot snapshot) {
        return admin().post("/api/snapshots/" + snapshot.id() + "/verify");
    }

    private static RequestSpecification reader() {
        return Agent.reader();
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(Tokens.as("administrator", "snapshots:read", "snapshots:execute"));
    }
}
