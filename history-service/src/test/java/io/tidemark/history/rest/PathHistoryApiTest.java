package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class PathHistoryApiTest {

    private static final String BORN = "TIMESTAMPTZ '2026-01-01 00:00:00Z' AS created";

    @TempDir
    Path folder;

    @Test
    void tellsALifeFromTheFirstSnapshotToTheEndAcrossARename() throws IOException {
        life("life-1");

        Response told = read("life-1", "/data/z.txt");

        told.then()
                .statusCode(200)
                .body("root", equalTo("/data"))
                .body("items.change", contains("deleted", "moved", "grown", null))
                .body("items.path", contains("/data/z.txt", "/data/z.txt", "/data/a.txt", "/data/a.txt"))
                .body("items.previousPath", contains(null, "/data/a.txt", null, null))
                .body("items.sizeBytes", contains(null, 300, 300, 100))
                .body("nextCursor", nullValue())
                .body("basis", hasSize(5))
                .body("basis.coverage", everyItem(equalTo(1.0f)));
    }

    @Test
    void findsTheSameLifeByItsOldName() throws IOException {
        life("life-2");

        Response byOldName = read("life-2", "/data/a.txt");

        byOldName.then().body("items.change", contains("deleted", "moved", "grown", null));
    }

    @Test
    void pagesOfAnySizeTellTheSame() throws IOException {
        life("life-3");
        List<String> whole = read("life-3", "/data/a.txt").jsonPath().getList("items.snapshotId");
        List<String> paged = new ArrayList<>();

        String cursor = "";
        while (cursor != null) {
            Response page = Agent.reader()
                    .get("/api/search/history?server=life-3&limit=1&path=/data/a.txt"
                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            paged.addAll(page.jsonPath().getList("items.snapshotId"));
            cursor = page.path("nextCursor");
        }

        assertThat(paged).isEqualTo(whole).hasSize(4);
    }

    @Test
    void anotherFileUnderTheNameReplacesIt() throws IOException {
        deliver("life-4", 1, SampleSnapshot.ENTRY_ROWS, 5105);
        deliver("life-4", 2, SampleSnapshot.ENTRY_ROWS.replace("4096, 11,", "4096, 99,"), 5105);

        read("life-4", "/data/a.txt").then().body("items.change", contains("replaced", null));
    }

    /// The last snapshot says that it could not look into `/data/empty`.
    @Test
    void whatCannotBeLookedAtIsHiddenAndNotDeleted() throws IOException {
        String inside = SampleSnapshot.ENTRY_ROWS.replace("'/data' AS", "'/data/empty' AS");
        deliver("life-5", 1, inside, 5105);
        SampleSnapshot blind = snapshot("life-5", 2);
        blind.writeEntries(SampleSnapshot.ENTRY_ROWS.replace("4096, 11,", "4096, 811,"), 5);
        blind.writeFolders("NULL::VARCHAR AS error", "CASE WHEN d = 1 THEN 'permission-denied' END AS error");
        new Agent("life-5").deliver(blind).then().statusCode(201);

        read("life-5", "/data/empty/a.txt").then().body("items.change", contains("hidden", null));
    }

    @Test
    void foldersHaveALifeToo() throws IOException {
        deliver("life-6", 1, SampleSnapshot.ENTRY_ROWS, 5105);
        SampleSnapshot renamed = snapshot("life-6", 2);
        renamed.writeFolders("'/data/empty', '/data'", "'/data/full', '/data'");
        new Agent("life-6").deliver(renamed).then().statusCode(201);

        read("life-6", "/data/full/")
                .then()
                .body("items.change", contains("moved", null))
                .body("items.type", contains("directory", "directory"))
                .body("items.previousPath", contains("/data/empty", null));
    }

    @Test
    void aPathThatIsNowhereIsOneClearAnswer() throws IOException {
        deliver("life-7", 1, SampleSnapshot.ENTRY_ROWS, 5105);

        for (String path : List.of("/data/none", "/elsewhere/a.txt")) {
            read("life-7", path).then().statusCode(404).body("code", equalTo("path-not-found"));
        }
        read("nobody", "/data/a.txt").then().statusCode(404).body("code", equalTo("path-not-found"));
        read("life-7", "data/a.txt").then().statusCode(422);
        Agent.reader().get("/api/search/history?server=life-7").then().statusCode(422);
    }

    @Test
    void whoMaySeeAFolderOnlySeesItsPathsOnly() throws IOException {
        life("life-8");
        String some = Tokens.inPart(List.of(Map.of(
                "effect",
                "allow",
                "scope",
                "snapshots:read",
                "kind",
                "folder",
                "name",
                "life-8",
                "path",
                "/data/a.txt")));

        given().auth()
                .oauth2(some)
                .get("/api/search/history?server=life-8&path=/data/a.txt")
                .then()
                .statusCode(200)
                .body("items.path", everyItem(equalTo("/data/a.txt")))
                .body("items.change", contains("grown", null));
        given().auth()
                .oauth2(some)
                .get("/api/search/history?server=life-8&path=/data/z.txt")
                .then()
                .statusCode(404)
                .body("code", equalTo("path-not-found"));
    }

    /// There, grown, as it was, moved, gone.
    private void life(String server) throws IOException {
        String rows = SampleSnapshot.ENTRY_ROWS.replace("NULL::TIMESTAMPTZ AS created", BORN);
        String grown = rows.replace("'file', 100,", "'file', 300,");
        deliver(server, 1, rows, 5105);
        deliver(server, 2, grown, 5305);
        deliver(server, 3, grown, 5305);
        deliver(server, 4, grown.replace("'a.txt'", "'z.txt'"), 5305);
        deliver(server, 5, grown.replace("'a.txt'", "'other'").replace("4096, 11,", "4096, 77,"), 5305);
    }

    private void deliver(String server, int day, String rows, long bytes) throws IOException {
        SampleSnapshot snapshot = snapshot(server, day);
        snapshot.writeEntries(rows, 5);
        snapshot.counts().put("sizeBytes", bytes);
        new Agent(server).deliver(snapshot).then().statusCode(201);
    }

    private SampleSnapshot snapshot(String server, int day) throws IOException {
        SampleSnapshot snapshot = SampleSnapshot.in(Files.createDirectory(folder.resolve(server + "-" + day)), server);
        String at = "2026-01-0" + day + "T12:00:00Z";
        snapshot.manifest().put("startedAt", at).put("finishedAt", at);
        return snapshot;
    }

    private static Response read(String server, String path) {
        return Agent.reader().get("/api/search/history?server={server}&path={path}", server, path);
    }
}
