package io.tidemark.analytics.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tidemark.analytics.testing.FakeHistory;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.OpenApiDrift;
import io.tidemark.platform.test.Tokens;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class AnalyticsApiTest {
    @Test
    void folderHasItsTotalsOnEachServerAndItsChildrenBySize() {
        viewer().get("/api/folders/data")
                .then()
                .statusCode(200)
                .body("path", equalTo("/data"))
                .body("servers.server", contains("alpha", "beta"))
                .body("servers.sizeBytes", contains(1557, 5400))
                .body("servers.files", contains(5, 2))
                .body("servers[0].direct.files", equalTo(1))
                .body("servers[0].direct.sizeBytes", equalTo(1000))
                .body(
                        "items.path",
                        contains(
                                "/data/=cmd.csv",
                                "/data/report.pdf",
                                "/data/logs",
                                "/data/logs",
                                "/data/my docs",
                                "/data/tree"))
                .body("items.server", contains("beta", "alpha", "alpha", "beta", "alpha", "alpha"))
                .body("items.sizeBytes", contains(5000, 1000, 500, 400, 50, 7))
                .body("nextCursor", nullValue())
                .body("basis.snapshots.server", contains("alpha", "beta"))
                .body("basis.complete", equalTo(true));
    }

    @Test
    void folderNamedLikeAnOperationIsReachedWithASlashAtTheEnd() {
        viewer().get("/api/folders/data/tree/")
                .then()
                .statusCode(200)
                .body("path", equalTo("/data/tree"))
                .body("items.name", contains("oak.txt"));
        viewer().get("/api/folders/data/tree/?server=beta").then().statusCode(404);
        viewer().get("/api/folders/data/tree").then().statusCode(200).body("items[0].root.path", equalTo("/data"));
        viewer().get("/api/folders/data/tree/tree")
                .then()
                .statusCode(200)
                .body("items[0].root.path", equalTo("/data/tree"));
    }

    @Test
    void folderWithASpaceAndARootAreReached() {
        viewer().urlEncodingEnabled(false)
                .get("/api/folders/data/my%20docs")
                .then()
                .statusCode(200)
                .body("items.name", contains("100%_sure.txt"));
        viewer().get("/api/folders/")
                .then()
                .statusCode(200)
                .body("servers.server", contains("alpha", "beta"))
                .body("servers.sizeBytes", contains(1557, 5400));
    }

    @Test
    void unknownFolderIsAProblem() {
        viewer().get("/api/folders/nowhere")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("code", equalTo("folder-not-found"));
    }

    @Test
    void treeShowsFoldersAndFoldsTheRest() {
        viewer().queryParam("server", "alpha")
                .queryParam("depth", 1)
                .queryParam("minBytes", 50)
                .get("/api/folders/data/tree")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].root.sizeBytes", equalTo(1557))
                .body("items[0].root.children.name", contains("logs", "my docs"))
                .body("items[0].root.children[0].other.count", equalTo(1))
                .body("items[0].root.children[0].other.sizeBytes", equalTo(200))
                .body("items[0].root.other.count", equalTo(1))
                .body("items[0].root.other.sizeBytes", equalTo(7));
    }

    @Test
    void typesAreSharedOut() {
        viewer().queryParam("server", "alpha")
                .get("/api/folders/data/logs/types")
                .then()
                .statusCode(200)
                .body("items.key", contains("log"))
                .body("items[0].sizeBytes", equalTo(500));
    }

    @Test
    void heavyFilesSayWhatIsMissingAndWhatIsSetAside() {
        viewer().queryParam("limit", 2)
                .get("/api/analytics/heavy-files")
                .then()
                .statusCode(200)
                .body("items.path", contains("/data/=cmd.csv", "/data/report.pdf"))
                .body("items.owner", contains("77", "ann"))
                .body("basis.complete", equalTo(false))
                .body("basis.missing.server", contains("gamma"))
                .body("basis.missing[0].reason", containsString("damaged"))
                .body("basis.setAside.root", contains("/data/logs"));
    }

    @Test
    void distributionAddsUp() {
        viewer().queryParam("by", "extension")
                .get("/api/analytics/distribution")
                .then()
                .statusCode(200)
                .body("by", equalTo("extension"))
                .body("items.key", contains("csv", "pdf", "log", "txt"))
                .body("items.sizeBytes", contains(5000, 1000, 900, 57))
                .body("total.sizeBytes", equalTo(6957))
                .body("total.entries", equalTo(7));
        viewer().queryParam("by", "colour")
                .get("/api/analytics/distribution")
                .then()
                .statusCode(422);
    }

    @Test
    void candidatesForDuplicatesAndTheirFilesAreListed() {
        viewer().get("/api/analytics/duplicates").then().statusCode(200).body("items", hasSize(0));
        viewer().queryParam("exactName", "a.log")
                .queryParam("exactBytes", 300)
                .get("/api/analytics/duplicates/files")
                .then()
                .statusCode(200)
                .body("items.path", contains("/data/logs/a.log"));
        viewer().accept("text/csv")
                .queryParam("limit", 5000)
                .get("/api/analytics/duplicates")
                .then()
                .statusCode(200)
                .body(equalTo("name,sizeBytes,copies,servers,reclaimableBytes\r\n"));
        viewer().get("/api/analytics/duplicates/files")
                .then()
                .statusCode(422)
                .body("errors.field", contains("exactName"));
        viewer().queryParam("cursor", "x")
                .get("/api/analytics/duplicates")
                .then()
                .statusCode(400);
    }

    @Test
    void whatCouldNotBeReadIsToldWithItsReason() {
        viewer().queryParam("server", "beta")
                .get("/api/analytics/errors")
                .then()
                .statusCode(200)
                .body("items.server", contains("beta"))
                .body("items.kind", contains("permission-denied"))
                .body("items.count", contains(3))
                .body("items[0].examples.path", contains("/x"));
        viewer().accept("text/csv")
                .queryParam("server", "beta")
                .get("/api/analytics/errors")
                .then()
                .statusCode(200)
                .body(containsString("beta,/data,permission-denied,3,"));
    }

    @Test
    void searchGoesOnWhereThePageEnded() {
        String cursor = viewer().queryParam("q", "*.LOG")
                .queryParam("limit", 2)
                .get("/api/search")
                .then()
                .statusCode(200)
                .body("items.path", contains("/data/logs/a.log", "/data/logs/old/b.log"))
                .extract()
                .path("nextCursor");

        viewer().queryParam("q", "*.LOG")
                .queryParam("limit", 2)
                .queryParam("cursor", cursor)
                .get("/api/search")
                .then()
                .statusCode(200)
                .body("items.path", contains("/data/logs/c.log"))
                .body("items.server", contains("beta"))
                .body("nextCursor", nullValue());
    }

    @Test
    void wrongParametersAreProblems() {
        viewer().get("/api/search").then().statusCode(422).body("code", equalTo("unprocessable"));
        viewer().queryParam("q", "a")
                .queryParam("cursor", "x")
                .get("/api/search")
                .then()
                .statusCode(400);
        viewer().queryParam("limit", 0).get("/api/analytics/heavy-files").then().statusCode(422);
        viewer().queryParam("depth", 17).get("/api/folders/data/tree").then().statusCode(422);
        viewer().get("/api/folders/data/../etc").then().statusCode(org.hamcrest.Matchers.oneOf(404, 422));
    }

    @Test
    void strangersAndTheUnentitledGetNothing() {
        given().get("/api/search?q=a").then().statusCode(401);
        given().auth()
                .oauth2(Tokens.with("servers:read"))
                .get("/api/search?q=a")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Tokens.forged("files:read"))
                .get("/api/folders/data")
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(Tokens.forServer("beta", "files:read"))
                .get("/api/folders/data")
                .then()
                .statusCode(200)
                .body("servers.server", contains("beta"));
    }

    @Test
    void tableComesAsCsvInWhichNamesAreNoFormulas() {
        String csv = viewer().accept("text/csv")
                .queryParam("limit", 2)
                .get("/api/analytics/heavy-files")
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .header("Tidemark-Complete", "false")
                .extract()
                .asString();

        assertThat(csv).isEqualTo("""
                server,path,directory,name,rawName,type,sizeBytes,allocatedBytes,owner,group,mode,links,counted,modified,accessed\r
                beta,/data/=cmd.csv,/data,'=cmd.csv,,file,5000,8192,77,staff,100644,1,true,2026-01-15T10:00:00.123456Z,2026-01-15T10:00:00.123456Z\r
                alpha,/data/report.pdf,/data,report.pdf,,file,1000,4096,ann,staff,100644,1,true,2026-01-15T10:00:00.123456Z,2026-01-15T10:00:00.123456Z\r
                """);
    }

    @Test
    void tableComesAsOneJsonObjectALine() {
        String lines = viewer().accept("application/x-ndjson")
                .queryParam("by", "type")
                .get("/api/analytics/distribution")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(lines).isEqualTo("""
                {"key":"file","entries":7,"sizeBytes":6957,"allocatedBytes":32768,"share":1.0}
                """);
    }

    @Test
    void sameAnswerIsNotSentTwice() {
        String tag = viewer().get("/api/folders/data")
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");

        viewer().header("If-None-Match", "\"x\", " + tag)
                .get("/api/folders/data")
                .then()
                .statusCode(304);
        viewer().header("If-None-Match", tag)
                .get("/api/folders/data?limit=1")
                .then()
                .statusCode(200);
    }

    @Test
    void questionsAndTheCacheAreMetered() {
        viewer().queryParam("q", "a").get("/api/search").then().statusCode(200);

        String metrics = given().accept("text/plain").get("/metrics").asString();

        assertThat(metrics)
                .contains("tidemark_analytics_questions_seconds_count{kind=\"search\",outcome=\"answered\"")
                .contains("tidemark_analytics_cache_bytes ")
                .contains("tidemark_analytics_fetch_failures_total 1.0");
        given().get("/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'answers' }.data.history", equalTo("reached"));
    }

    @Test
    void inactiveFilesSayWhetherTimesOfLastAccessCanBeTrusted() {
        viewer().queryParam("days", 100)
                .queryParam("extension", "log")
                .get("/api/analytics/inactive-files")
                .then()
                .statusCode(200)
                .body("items.path", contains("/data/logs/c.log", "/data/logs/a.log", "/data/logs/old/b.log"))
                .body("basis.snapshots[0].lastAccess.trusted", equalTo(true))
                .body("basis.snapshots[0].lastAccess.reason", equalTo("made"))
                .body("basis.snapshots[0].lacking", contains("created"));
        viewer().queryParam("days", 1000)
                .get("/api/analytics/inactive-files")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        viewer().queryParam("days", 0)
                .get("/api/analytics/inactive-files")
                .then()
                .statusCode(422);
    }

    @Test
    void filesNobodyOwnsAreListed() {
        viewer().get("/api/analytics/unowned-files")
                .then()
                .statusCode(200)
                .body("items.path", contains("/data/=cmd.csv"))
                .body("items.owner", contains("77"));
    }

    @Test
    void foldersWithMostEntriesComeFirst() {
        viewer().queryParam("by", "most-entries")
                .queryParam("server", "alpha")
                .queryParam("limit", 2)
                .get("/api/analytics/folders")
                .then()
                .statusCode(200)
                .body("items.path", contains("/data", "/data/logs"))
                .body("items.entries", contains(4, 2));
        viewer().queryParam("by", "nicest").get("/api/analytics/folders").then().statusCode(422);
    }

    @Test
    void serversAreCompared() {
        viewer().get("/api/analytics/fleet")
                .then()
                .statusCode(200)
                .body("by", equalTo("size"))
                .body("items.server", contains("beta", "alpha"))
                .body("items.rank", contains(1, 2))
                .body("spread.count", equalTo(2))
                .body("spread.quantiles.median", equalTo(3478.5f));
        viewer().queryParam("leastGroup", 2).get("/api/analytics/fleet").then().statusCode(422);
    }

    @Test
    void groupsAndTagsNarrowEveryQuestion() {
        viewer().queryParam("group", "sales")
                .get("/api/analytics/heavy-files")
                .then()
                .statusCode(200)
                .body("basis.snapshots.server", contains("alpha"))
                .body("items[0].name", equalTo("report.pdf"));
        viewer().queryParam("tag", "department=sales", "department=research", "role=file")
                .get("/api/folders/data")
                .then()
                .statusCode(200)
                .body("servers.server", contains("alpha"));
        viewer().queryParam("tag", "department=sales", "department=research")
                .get("/api/analytics/fleet?leastGroup=3")
                .then()
                .statusCode(200)
                .body("items.server", contains("beta", "alpha"));
        viewer().queryParam("group", "nobody")
                .get("/api/analytics/distribution")
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("basis.snapshots", hasSize(0))
                .body("basis.complete", equalTo(true));
        viewer().queryParam("tag", "sales")
                .get("/api/analytics/distribution")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("tag"));
    }

    @Test
    void partialRightsSeeTheirPartAlone() {
        given().auth()
                .oauth2(Tokens.inPart(List.of(
                        Map.of("effect", "allow", "scope", "files:read", "kind", "group", "name", "sales"),
                        Map.of(
                                "effect",
                                "deny",
                                "scope",
                                "files:read",
                                "kind",
                                "folder",
                                "name",
                                "alpha",
                                "path",
                                "/data/logs"))))
                .get("/api/folders/data")
                .then()
                .statusCode(200)
                .body("servers.server", contains("alpha"))
                .body("servers.sizeBytes", contains(1057))
                .body("items.path", contains("/data/report.pdf", "/data/my docs", "/data/tree"))
                .body("basis.snapshots.server", contains("alpha"));
        given().auth()
                .oauth2(Tokens.inPart(
                        List.of(Map.of("effect", "allow", "scope", "files:read", "kind", "everything", "owner", "77"))))
                .get("/api/analytics/heavy-files")
                .then()
                .statusCode(200)
                .body("items.name", contains("=cmd.csv"));
        given().auth()
                .oauth2(Tokens.inPart(
                        List.of(Map.of("effect", "allow", "scope", "servers:read", "kind", "server", "name", "alpha"))))
                .get("/api/analytics/heavy-files")
                .then()
                .statusCode(403);
    }

    @Test
    void folderIsToldDayByDay() {
        viewer().get("/api/folders/data/logs/timeline?from=2026-11-20&server=alpha")
                .then()
                .statusCode(200)
                .body("path", equalTo("/data/logs"))
                .body("items.at", contains("2026-11-20T00:00:00Z", "2026-11-20T00:00:00Z"))
                .body("items.root", containsInAnyOrder("/data", "/data/logs"))
                .body("items.sizeBytes", contains(500, 500));
        viewer().get("/api/folders/data/timeline?to=2026-11-19")
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        viewer().get("/api/folders/data/timeline?from=2026-11-20&to=2026-11-01")
                .then()
                .statusCode(422);
        viewer().get("/api/folders/data/timeline?at=2026-11-20").then().statusCode(422);
        viewer().get("/api/folders/data/timeline/").then().statusCode(404).body("code", equalTo("folder-not-found"));
    }

    @Test
    void growthIsOfTwoMoments() {
        viewer().queryParam("from", "2026-11-20")
                .queryParam("by", "group")
                .queryParam("group", "everybody")
                .get("/api/analytics/growth")
                .then()
                .statusCode(200)
                .body("by", equalTo("group"))
                .body("items.key", contains("everybody", "sales"))
                .body("items.changeBytes", contains(0, 0))
                .body("total.afterBytes", equalTo(6957))
                .body("basis.complete", equalTo(true));
        viewer().queryParam("from", "2026-11-01")
                .get("/api/analytics/growth")
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("basis.complete", equalTo(false));
        viewer().accept("text/csv")
                .queryParam("from", "2026-11-20")
                .queryParam("by", "server")
                .get("/api/analytics/growth")
                .then()
                .statusCode(200)
                .body(containsString("alpha,1557,1557,0,0,0,0.0,0.0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?from=yesterday",
                "?from=2026-11-20&to=2026-11-01",
                "?from=2026-11-20&at=2026-11-20",
                "?from=2026-11-20&by=colour",
                "?from=2026-11-20&order=up",
                "?from=2026-11-20&by=folder&owner=ann"
            })
    void growthThatMakesNoSenseIsRefused(String query) {
        viewer().get("/api/analytics/growth" + query).then().statusCode(422).body("errors", hasSize(1));
    }

    @Test
    void regularExpressionsAreSearchedAndWrongOnesAreOneClearProblem() {
        viewer().queryParam("q", "^[ab]\\.log$")
                .queryParam("match", "regex")
                .get("/api/search")
                .then()
                .statusCode(200)
                .body("items.name", contains("a.log", "b.log"));
        viewer().queryParam("q", "a(b")
                .queryParam("match", "regex")
                .get("/api/search")
                .then()
                .statusCode(422)
                .body("code", equalTo("unprocessable"))
                .body("errors[0].field", equalTo("q"))
                .body("errors[0].message", containsString("missing closing )"));
    }

    @Test
    void conditionsAreCombined() {
        viewer().contentType("application/json")
                .body("""
                        {"where":{"and":[{"or":[{"extension":["log"]},{"name":"*.pdf"}]},{"not":{"size":{"below":300}}},
                          {"folder":"/data"},{"older":{"of":"modified","days":1}}]},"sort":"size","limit":2}""")
                .post("/api/search/advanced")
                .then()
                .statusCode(200)
                .body("items.name", contains("report.pdf", "c.log"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"where\":{\"colour\":1}}",
                "{\"where\":{}}",
                "{\"where\":{\"and\":{}}}",
                "{\"where\":{\"size\":{\"from\":\"many\"}}}",
                "{\"where\":{\"size\":{\"form\":1}}}",
                "{\"where\":{\"regex\":{\"pattern\":\"(\"}}}",
                "{\"where\":{\"owner\":[]}}",
                "{\"where\":{\"permission\":\"everything\"}}",
                "{\"where\":{\"modified\":{\"from\":\"yesterday\"}}}",
                "{\"where\":{\"folder\":\"/a/../b\"}}",
                "{\"sort\":\"size; DROP TABLE x\"}",
                "{\"limit\":100000000}"
            })
    void senselessConditionsAreRefused(String body) {
        viewer().contentType("application/json")
                .body(body)
                .post("/api/search/advanced")
                .then()
                .statusCode(422)
                .body("code", equalTo("unprocessable"));
    }

    @Test
    void conditionsNestedWithoutEndAreRefused() {
        viewer().contentType("application/json")
                .body("{\"where\":" + "{\"not\":".repeat(300) + "{\"unowned\":true}" + "}".repeat(301))
                .post("/api/search/advanced")
                .then()
                .statusCode(422);
    }

    @Test
    void longTableIsSentWhileItIsMade() {
        String csv = viewer().accept("text/csv")
                .queryParam("limit", 5000)
                .get("/api/analytics/heavy-files")
                .then()
                .statusCode(200)
                .header("Tidemark-Complete", "false")
                .extract()
                .asString();

        assertThat(csv.lines()).hasSize(8).element(1).asString().startsWith("beta,/data/=cmd.csv,/data,'=cmd.csv,");
        viewer().queryParam("limit", 5000)
                .get("/api/analytics/heavy-files")
                .then()
                .statusCode(422);
        viewer().accept("text/csv")
                .queryParam("limit", 5000)
                .queryParam("at", "1999-01-01")
                .queryParam("snapshot", "x")
                .get("/api/analytics/heavy-files")
                .then()
                .statusCode(422);
    }

    @Test
    void tableComesAsParquetThatAnyReaderReads() throws Exception {
        byte[] parquet = viewer().accept("application/vnd.apache.parquet")
                .get("/api/analytics/heavy-files")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        Path file = Files.createTempFile("heavy", ".parquet");
        Files.write(file, parquet);

        try (var database = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                var rows = database.createStatement()
                        .executeQuery("SELECT name, sizeBytes, typeof(modified) FROM '" + file + "' LIMIT 1")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("=cmd.csv");
            assertThat(rows.getLong(2)).isEqualTo(5000);
            assertThat(rows.getString(3)).isEqualTo("TIMESTAMP WITH TIME ZONE");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void earlierMomentHasItsOwnSnapshots() {
        viewer().queryParam("at", "2026-11-19")
                .get("/api/analytics/distribution")
                .then()
                .statusCode(200)
                .body("basis.snapshots", hasSize(0))
                .body("total.entries", equalTo(0));
        viewer().queryParam("at", "2026-11-20")
                .get("/api/analytics/distribution")
                .then()
                .statusCode(200)
                .body("total.entries", equalTo(7));
        viewer().queryParam("at", "soon")
                .get("/api/analytics/distribution")
                .then()
                .statusCode(422);
        viewer().queryParam("snapshot", "00000000-0000-0000-0000-000000000000")
                .get("/api/analytics/distribution")
                .then()
                .statusCode(404)
                .body("code", equalTo("snapshot-not-found"));
    }

    @Test
    void contractIsTheCommittedOne() {
        OpenApiDrift.check();
    }

    private static RequestSpecification viewer() {
        return given().auth().oauth2(Tokens.with("files:read"));
    }
}
