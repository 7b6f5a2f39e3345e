package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.history.DailySnapshots;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.delta.Deltas;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/// A week of daily snapshots, long over: 4 January 2026 is a Sunday and the root's first, the 5th to
/// 11th are a week, and the newest is later.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class DifferenceApiTest {

    private static final Set<String> AS_DIFFERENCE =
            Set.of("difference.json", "entries-00000.parquet.difference", "directories-00000.parquet.difference");

    @Inject
    SnapshotStore store;

    @Inject
    Deltas deltas;

    @TempDir
    Path folder;

    @Test
    void keepsTheDaysOfAWeekAsDifferencesAndGivesReadersTheSame() throws Exception {
        List<SampleSnapshot> days = deliver("diff-1", 4, 9, 10, 11, 13);
        Response before = compare(days.get(1), days.get(4));

        Response plan = admin().get("/api/retention/plan?server=diff-1");
        Response run = admin().post("/api/retention/run?server=diff-1");

        plan.then()
                .statusCode(200)
                .body("items.to", contains("full", "difference", "difference", "full", "full"))
                .body(
                        "items.base",
                        contains(nullValue(), equalTo(id(days, 3)), equalTo(id(days, 3)), nullValue(), nullValue()))
                .body("freesBytes", greaterThan(0));
        run.then()
                .statusCode(200)
                .body("items.snapshotId", contains(id(days, 1), id(days, 2)))
                .body("items.outcome", contains("done", "done"));
        long whole = bytes(days.get(1));
        assertThat(stored(days.get(1)).keySet()).extracting(StoredName::value).hasSameElementsAs(AS_DIFFERENCE);
        assertThat(run.jsonPath().getLong("items[0].freesBytes"))
                .isEqualTo(whole
                        - stored(days.get(1)).values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
        assertReadsAsSealed(days.get(1));
        assertReadsAsSealed(days.get(2));
        deltas.forget(days.get(1).id());
        assertThat(compare(days.get(1), days.get(4)).jsonPath().getMap("kinds"))
                .isEqualTo(before.jsonPath().getMap("kinds"));
        reader().get("/api/search/history?server=diff-1&path=/data/empty")
                .then()
                .statusCode(200);
        verify(days.get(1)).then().body("sound", equalTo(true));
        admin().post("/api/retention/run?server=diff-1").then().body("items", empty());
        admin().get("/api/retention/steps?server=diff-1")
                .then()
                .body("items.step.to", contains("difference", "difference"))
                .body("items.step.base", everyItem(equalTo(id(days, 3))));
    }

    @Test
    void tellsListsAndTagsThatPartsHaveOtherBytes() throws Exception {
        List<SampleSnapshot> days = deliver("diff-2", 4, 10, 11, 13);
        String one = "/api/snapshots/" + days.get(1).id();
        String list = "/api/snapshots?server=diff-2";
        String tagOfOne = reader().get(one).header("ETag");
        String tagOfList = reader().get(list).header("ETag");

        admin().post("/api/retention/run?server=diff-2").then().statusCode(200);

        reader().header("If-None-Match", tagOfOne)
                .get(one)
                .then()
                .statusCode(200)
                .body("detail", equalTo("full"))
                .body("difference.base", equalTo(id(days, 2)));
        reader().header("If-None-Match", tagOfList).get(list).then().statusCode(200);
        Response range = reader().header("Range", "bytes=0-3").get(one + "/parts/" + SampleSnapshot.ENTRIES);
        range.then().statusCode(206);
        assertThat(range.asString()).isEqualTo("PAR1");
    }

    @Test
    void aBaseStaysAsLongAsSomethingRefersToIt() throws Exception {
        List<SampleSnapshot> days = deliver("diff-3", 4, 10, 11, 13);
        admin().post("/api/retention/run?server=diff-3").then().body("items.outcome", contains("done"));
        hold(days.get(1));
        policy("diff-3", "{\"fullFor\":\"PT24H\",\"directoriesFor\":\"PT25H\"}");

        admin().get("/api/retention/plan?server=diff-3")
                .then()
                .body("items.to", contains("full", "difference", "full", "full"))
                .body("items.reason", contains("first", "held", "base of others", "newest"));

        admin().post("/api/retention/run?server=diff-3").then().body("items", empty());
        admin().delete("/api/snapshots/" + days.get(1).id() + "/holds/pin")
                .then()
                .statusCode(204);
        admin().post("/api/retention/run?server=diff-3").then().body("items.to", contains("totals", "totals"));
        assertThat(stored(days.get(1)).keySet())
                .extracting(StoredName::value)
                .containsExactly("reduced-to-totals.json");
        assertThat(stored(days.get(2)).keySet())
                .extracting(StoredName::value)
                .containsExactly("reduced-to-totals.json");
    }

    @Test
    void aDifferenceIsReducedToTheDifferenceOfItsDirectories() throws Exception {
        List<SampleSnapshot> days = deliver("diff-4", 4, 10, 11, 13);
        admin().post("/api/retention/run?server=diff-4").then().body("items.outcome", contains("done"));
        policy("diff-4", "{\"fullFor\":\"PT24H\",\"directoriesFor\":\"P36500D\"}");

        admin().post("/api/retention/run?server=diff-4").then().body("items.from", contains("difference", "full"));

        assertThat(stored(days.get(1)).keySet())
                .extracting(StoredName::value)
                .containsExactlyInAnyOrder(
                        "difference.json", "directories-00000.parquet.difference", "reduced-to-directories.json");
        Path part = Files.write(folder.resolve("part"), part(days.get(1), SampleSnapshot.DIRECTORIES));
        assertThat(DailySnapshots.differingRows(days.get(1).folder().resolve(SampleSnapshot.DIRECTORIES), part))
                .isZero();
        verify(days.get(1)).then().body("sound", equalTo(true));
    }

    @Test
    void neverMakesADifferenceOfWhatIsHeld() throws Exception {
        List<SampleSnapshot> days = deliver("diff-5", 4, 10, 11, 13);
        hold(days.get(1));

        admin().post("/api/retention/run?server=diff-5").then().body("items", empty());
    }

    @Test
    void aDamagedDifferenceIsMadeWholeFromTheSameContent() throws Exception {
        List<SampleSnapshot> days = deliver("diff-6", 4, 10, 11, 13);
        admin().post("/api/retention/run?server=diff-6").then().body("items.outcome", contains("done"));
        store.delete(location(days.get(1)), StoredName.ofDifference(new PartName(SampleSnapshot.ENTRIES)));

        verify(days.get(1))
                .then()
                .body("sound", equalTo(false))
                .body("damages.file", contains(SampleSnapshot.ENTRIES))
                .body("damages.problem", contains(containsString("its difference is damaged: it is missing")));

        new Agent("diff-6").deliver(days.get(1)).then().statusCode(200).body("damaged", equalTo(false));
        assertThat(part(days.get(1), SampleSnapshot.ENTRIES))
                .isEqualTo(days.get(1).content(SampleSnapshot.ENTRIES));
        assertThat(stored(days.get(1))).hasSize(2);
    }

    @Test
    void aDamagedBaseIsTheDamageOfWhatRefersToIt() throws Exception {
        List<SampleSnapshot> days = deliver("diff-7", 4, 10, 11, 13);
        admin().post("/api/retention/run?server=diff-7").then().body("items.outcome", contains("done"));
        store.delete(location(days.get(2)), new StoredName(SampleSnapshot.ENTRIES));

        verify(days.get(1))
                .then()
                .body("sound", equalTo(false))
                .body("damages.problem", contains(containsString("its base " + id(days, 2) + " is damaged")));

        assertThat(stored(days.get(1))).hasSize(3);
        verify(days.get(2)).then().body("sound", equalTo(false));
        new Agent("diff-7").deliver(days.get(2)).then().statusCode(200);
        verify(days.get(1)).then().body("sound", equalTo(true));
        reader().get("/api/snapshots/" + days.get(1).id()).then().body("damaged", equalTo(false));
    }

    private void assertReadsAsSealed(SampleSnapshot snapshot) throws IOException {
        for (String file : List.of(SampleSnapshot.ENTRIES, SampleSnapshot.DIRECTORIES)) {
            Path part = Files.write(folder.resolve("read-" + file), part(snapshot, file));
            assertThat(DailySnapshots.differingRows(snapshot.folder().resolve(file), part))
                    .isZero();
        }
    }

    private static byte[] part(SampleSnapshot snapshot, String file) {
        Response part = reader().get("/api/snapshots/" + snapshot.id() + "/parts/" + file);
        part.then().statusCode(200).header("ETag", notNullValue());
        return part.asByteArray();
    }

    private static Response compare(SampleSnapshot from, SampleSnapshot to) {
        Response compared = reader().get("/api/snapshots/compare?from=" + from.id() + "&to=" + to.id());
        compared.then().statusCode(200);
        return compared;
    }

    private List<SampleSnapshot> deliver(String server, int... days) throws IOException {
        List<SampleSnapshot> snapshots = new ArrayList<>();
        for (int day : days) {
            SampleSnapshot snapshot = DailySnapshots.of(folder, server, day);
            new Agent(server).deliver(snapshot).then().statusCode(201);
            snapshots.add(snapshot);
        }
        reader().get("/api/snapshots?server=" + server).then().body("items", hasSize(days.length));
        return snapshots;
    }

    private SortedMap<StoredName, Long> stored(SampleSnapshot snapshot) throws IOException {
        return store.files(location(snapshot));
    }

    private static long bytes(SampleSnapshot snapshot) {
        return (long) snapshot.content(SampleSnapshot.ENTRIES).length
                + snapshot.content(SampleSnapshot.DIRECTORIES).length;
    }

    private static SnapshotLocation location(SampleSnapshot snapshot) {
        Instant startedAt = Instant.parse(snapshot.manifest().get("startedAt").asText());
        return SnapshotLocation.of(
                new ServerName(snapshot.manifest().get("server").asText()), startedAt, snapshot.id());
    }

    private static String id(List<SampleSnapshot> snapshots, int index) {
        return snapshots.get(index).id().toString();
    }

    private static Response verify(SampleSnapshot snapshot) {
        return admin().post("/api/snapshots/" + snapshot.id() + "/verify");
    }

    private static void hold(SampleSnapshot snapshot) {
        admin().contentType("application/json")
                .body("{\"reason\":\"needed\"}")
                .put("/api/snapshots/" + snapshot.id() + "/holds/pin")
                .then()
                .statusCode(204);
    }

    private static void policy(String server, String document) {
        admin().contentType("application/json")
                .body(document)
                .put("/api/policies/retention/server:" + server)
                .then()
                .statusCode(200);
    }

    private static RequestSpecification reader() {
        return Agent.reader();
    }

    private static RequestSpecification admin() {
        return given().auth()
                .oauth2(Tokens.as(
                        "administrator", "retention:read", "retention:write", "policies:write", "snapshots:execute"));
    }
}
