package io.tidemark.forecast.rest;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.TenantTables;
import io.tidemark.platform.test.Tokens;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.List;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/// Nobody learns anything of another tenant's volumes, whether history answers or not.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class TenantTest {

    @Inject
    AgroalDataSource database;

    @BeforeEach
    void everybodyHasForecasts() {
        FakeHistory.away(false);
        as("acme", "").then().statusCode(200);
        as("default", "").then().statusCode(200);
    }

    @Test
    void eachSeesItsOwnForecasts() {
        for (boolean away : List.of(false, true)) {
            FakeHistory.away(away);

            assertThat(as("acme", "").jsonPath().getList("items.server"))
                    .hasSize(3)
                    .containsOnly("web-1@acme");
            assertThat(as("default", "").jsonPath().getList("items.server"))
                    .hasSize(3)
                    .containsOnly("web-1");
            assertThat(as("acme", "?limit=2").jsonPath().getList("items.volume"))
                    .containsExactly("/data", "/full");
        }
    }

    @Test
    void aServiceSeesAll() {
        Response all =
                given().auth().oauth2(Tokens.as("alert", "forecasts:read")).get("/api/forecasts");

        assertThat(all.jsonPath().getList("items.server")).hasSize(6);
    }

    @Test
    void anothersVolumeIsAnsweredAsNone() {
        String known = "?server=web-1@acme&volume=/data";
        String unknown = "?server=none@acme&volume=/data";

        for (boolean away : List.of(false, true)) {
            FakeHistory.away(away);

            assertThat(told(as("globex", known)))
                    .isEqualTo(told(as("globex", unknown)).replace("none@", "web-1@"));
        }
    }

    @Test
    void everyTableIsNobodysOrUnderForcedRowLevelSecurityAndShowsNothingToNobody() throws SQLException {
        TenantTables tables = new TenantTables(database);

        assertThat(tables.nobodys()).containsExactly("flyway_schema_history", "lease");
        assertThat(tables.openToNobody()).isEmpty();
    }

    private static String told(Response answer) {
        return answer.statusCode() + answer.asString().replaceAll("\"madeAt\":\"[^\"]*\"", "");
    }

    private static Response as(String tenant, String query) {
        String token =
                tenant.equals("default") ? Tokens.with("forecasts:read") : Tokens.ofTenant(tenant, "forecasts:read");
        return given().auth().oauth2(token).get("/api/forecasts" + query);
    }
}
