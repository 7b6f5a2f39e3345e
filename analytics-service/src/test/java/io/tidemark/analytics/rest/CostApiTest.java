package io.tidemark.analytics.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.tidemark.analytics.testing.FakeHistory;
import io.tidemark.platform.test.AuthResource;
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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/// By the prices of [FakeHistory]: alpha is in the cold tier, because its group says so, all others are in the hot one.
@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class CostApiTest {
    @Test
    void departmentsAreChargedByTheirServersTiers() {
        viewer().queryParam("by", "tag:department")
                .get("/api/analytics/cost")
                .then()
                .statusCode(200)
                .body("by", equalTo("tag:department"))
                .body("items.key", contains("research", "sales"))
                .body("items.currency", contains("EUR", "EUR"))
                .body("items.allocatedBytes", contains(8192 + 4096, 5 * 4096))
                .body("items.costPerMonth", contains(1.2288f, 0.2048f))
                .body("totals.costPerMonth", contains(1.4336f))
                .body("unpriced.servers", hasSize(0))
                .body("prices.target", contains("everything", "group:sales"))
                .body("prices.version", contains(3, 1))
                .body("basis.missing.server", contains("gamma"));
    }

    @Test
    void chargebackComesAsATableWithDecimalAmounts() throws Exception {
        String csv = viewer().accept("text/csv")
                .queryParam("by", "owner")
                .get("/api/analytics/cost")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        byte[] parquet = viewer().accept("application/vnd.apache.parquet")
                .queryParam("by", "owner")
                .get("/api/analytics/cost")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        Path file = Files.write(Files.createTempFile("cost", ".parquet"), parquet);

        assertThat(csv).isEqualTo("""
                key,currency,entries,sizeBytes,allocatedBytes,costPerMonth\r
                77,EUR,1,5000,8192,0.8192\r
                ann,EUR,6,1957,24576,0.6144\r
                """);
        try (var database = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
                var rows = database.createStatement()
                        .executeQuery(
                                "SELECT sum(costPerMonth), any_value(typeof(costPerMonth)) FROM '" + file + "'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getBigDecimal(1)).isEqualByComparingTo("1.4336");
            assertThat(rows.getString(2)).isEqualTo("DECIMAL(38,6)");
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void savingsNameTheirTierAndWhatCannotGoThere() {
        viewer().queryParam("to", "cold")
                .queryParam("days", 100)
                .queryParam("stubBytes", 0)
                .queryParam("recallShare", "0.5")
                .get("/api/analytics/savings")
                .then()
                .statusCode(200)
                .body("to", equalTo("cold"))
                .body("items.key", contains("beta", "alpha"))
                .body("items.files", contains(2, 5))
                .body("items.movedFiles", contains(2, 0))
                .body("items.billedBytes", contains(6000, 0))
                .body("items.costPerMonth", contains(1.2288f, 0.0f))
                .body("items.storagePerMonth", contains(0.06f, 0.0f))
                .body("items.recallsPerMonth", contains(0.000424f, 0.0f))
                .body("items.moveOnce", contains(0.01f, 0.0f));
        viewer().queryParam("to", "tape")
                .get("/api/analytics/savings")
                .then()
                .statusCode(200)
                .body("items", hasSize(0))
                .body("unpriced.servers", contains("alpha", "beta"));
    }

    @Test
    void whoSeesAPartIsToldOfItAlone() {
        given().auth()
                .oauth2(Tokens.inPart(
                        List.of(Map.of("effect", "allow", "scope", "files:read", "kind", "group", "name", "sales"))))
                .queryParam("by", "server")
                .get("/api/analytics/cost")
                .then()
                .statusCode(200)
                .body("items.key", contains("alpha"))
                .body("prices.target", contains("everything", "group:sales"));
        given().auth()
                .oauth2(Tokens.with("servers:read"))
                .get("/api/analytics/cost")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cost?by=colour",
                "cost?by=tag",
                "cost?limit=0",
                "savings",
                "savings?to=cold&days=0",
                "savings?to=cold&stubBytes=-1",
                "savings?to=cold&recallShare=2",
                "savings?to=cold&recallShare=1.5",
                "savings?to=cold&recallShare=some"
            })
    void questionsThatMakeNoSenseAreRefused(String query) {
        viewer().get("/api/analytics/" + query).then().statusCode(422).body("errors", hasSize(1));
    }

    private static RequestSpecification viewer() {
        return given().auth().oauth2(Tokens.with("files:read"));
    }
}
