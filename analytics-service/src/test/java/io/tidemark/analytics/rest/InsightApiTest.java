package io.tidemark.analytics.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tidemark.analytics.testing.FakeHistory;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class InsightApiTest {
    @Test
    void volumesAreReconciled() {
        viewer().queryParam("server", "beta")
                .get("/api/analytics/reconciliation")
                .then()
                .statusCode(200)
                .body("items.server", contains("beta"))
                .body("items[0].usedBytes", equalTo(1_000_000))
                .body("items[0].countedBytes", equalTo(8192 + 4096 + 2 * 4096))
                .body("items[0].parts.kind", contains("outside-root", "not-recorded"))
                .body("uncompared", hasSize(0))
                .body("basis.complete", equalTo(true));
        viewer().accept("text/csv")
                .queryParam("server", "beta")
                .get("/api/analytics/reconciliation")
                .then()
                .statusCode(200)
                .body(containsString(
                        "beta,/,,,\"[\"\"/data\"\"]\",2026-11-20T00:10:00Z,0,1000000,0,0,20480,979520,0,"));
    }

    @Test
    void consumersAreClassified() {
        viewer().queryParam("server", "alpha")
                .queryParam("root", "/data")
                .get("/api/analytics/consumers")
                .then()
                .statusCode(200)
                .body("by", equalTo("folder"))
                .body("items.key", contains("/data/logs", "/data/my docs", "/data/tree"))
                .body("items.dataType", contains("logs", "documents", "documents"))
                .body("items.temperature", contains("cold", "cold", "cold"))
                .body("items.growth", contains("unknown", "unknown", "unknown"))
                .body("items[0].coldBytes", equalTo(500))
                .body("basis.snapshots", hasSize(1));
        viewer().accept("text/csv")
                .queryParam("by", "owner")
                .queryParam("server", "beta")
                .get("/api/analytics/consumers")
                .then()
                .statusCode(200)
                .body(containsString(
                        "beta,/data,77,1,5000,documents,1.0,cold,0,0,5000,last-access,unknown,1,5000,0,0.0,0,0,,0"));
        given().auth()
                .oauth2(Tokens.inPart(List.of(Map.of(
                        "effect",
                        "allow",
                        "scope",
                        "files:read",
                        "kind",
                        "folder",
                        "name",
                        "alpha",
                        "path",
                        "/data/tree"))))
                .get("/api/analytics/consumers")
                .then()
                .statusCode(200)
                .body("items.key", contains("/data/tree"))
                .body("items.sizeBytes", contains(7));
    }

    @Test
    void folderUsageIsExportedForPrometheus() {
        viewer().accept("application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.1")
                .queryParam("series", 20)
                .get("/api/analytics/folder-metrics")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/openmetrics-text; version=1.0.0; charset=utf-8"))
                .body(containsString(
                        "tidemark_folder_size_bytes{server=\"alpha\",root=\"/data\",folder=\"/data/logs\"} 500"))
                .body(containsString("tidemark_folder_rest_size_bytes 6000\n"))
                .body(containsString("tidemark_folder_complete 0\n"))
                .body(org.hamcrest.Matchers.endsWith("# EOF\n"));
        viewer().accept("text/plain")
                .queryParam("depth", 2)
                .get("/api/analytics/folder-metrics")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/plain; version=0.0.4; charset=utf-8"))
                .body(containsString("folder=\"/data/logs/old\"} 200"));
    }

    @Test
    void groupsOfServersAreCompared() {
        viewer().queryParam("of", "tag:department")
                .get("/api/analytics/fleet/groups")
                .then()
                .statusCode(200)
                .body("by", equalTo("size"))
                .body("items.group", contains("research", "sales"))
                .body("items.servers", contains(1, 1))
                .body("items.total", contains(5400f, 1557f));
        viewer().get("/api/analytics/fleet/unlike?leastGroup=3")
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("basis.snapshots", hasSize(2));
        viewer().accept("text/csv")
                .get("/api/analytics/fleet/correlation")
                .then()
                .statusCode(200)
                .body(equalTo("one,other,days,pearson,spearman\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "consumers?by=colour",
                "consumers?by=owner&folder=/data",
                "consumers?limit=101",
                "consumers?snapshots=0",
                "consumers?from=soon",
                "consumers?at=2026-11-20",
                "folder-metrics?series=19",
                "folder-metrics?depth=0",
                "fleet/groups?of=colour",
                "fleet/groups?of=tag:",
                "fleet/groups?by=beauty",
                "fleet/unlike?leastGroup=2",
                "fleet/correlation?snapshots=1001",
                "fleet/correlation?limit=0"
            })
    void questionsThatMakeNoSenseAreRefused(String query) {
        viewer().get("/api/analytics/" + query).then().statusCode(422).body("errors", hasSize(1));
    }

    private static RequestSpecification viewer() {
        return given().auth().oauth2(Tokens.with("files:read"));
    }
}
