package io.tidemark.forecast.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tidemark.forecast.capacity.ForecastStore;
import io.tidemark.platform.page.Cursor;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.OpenApiDrift;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.time.ZoneOffset;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class ForecastResourceTest {

    @Inject
    ForecastStore store;

    @BeforeEach
    void historyAnswersAndNothingIsStored() {
        FakeHistory.away(false);
        PresentTenancy.asAll(() -> store.removeBefore(LocalDate.MAX.withYear(9999)));
    }

    @Test
    void tellsTheDayAGrowingVolumeFills() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);

        get("?server=web-1&volume=/data")
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].status", equalTo("ready"))
                .body("items[0].daysOfHistory", equalTo(60))
                .body("items[0].daysNeeded", equalTo(14))
                .body("items[0].capacityBytes", equalTo(1000))
                .body("items[0].usedBytes", equalTo(590))
                .body("items[0].availableBytes", equalTo(410))
                .body("items[0].model", equalTo("linear-trend"))
                .body("items[0].growthBytesPerDay", equalTo(10))
                .body("items[0].full.status", equalTo("expected"))
                .body("items[0].full.earliest", equalTo(today.plusDays(40).toString()))
                .body("items[0].full.median", equalTo(today.plusDays(40).toString()))
                .body("items[0].full.latest", equalTo(today.plusDays(40).toString()))
                .body("items[0].full.confidence", equalTo(0.8f))
                .body("items[0].points[0].day", equalTo(today.toString()))
                .body("items[0].points[0].usedBytes", equalTo(600))
                .body("items[0].backtest.model", hasItem("naive"))
                .body("nextCursor", nullValue());
    }

    @Test
    void saysHowManyDaysAreMissing() {
        get("?volume=/new")
                .statusCode(200)
                .body("items[0].status", equalTo("insufficient-history"))
                .body("items[0].daysOfHistory", equalTo(3))
                .body("items[0].daysNeeded", equalTo(14))
                .body("items[0].full", nullValue())
                .body("items[0].points", empty());
    }

    @Test
    void aFullVolumeIsFullWithoutAnyHistory() {
        get("?volume=/full").statusCode(200).body("items[0].full.status", equalTo("already-full"));
    }

    @Test
    void pagesByServerAndVolumeWithoutPseudoFileSystems() {
        String next = get("?limit=2")
                .statusCode(200)
                .body("items.volume", equalTo(java.util.List.of("/data", "/full")))
                .body("nextCursor", notNullValue())
                .extract()
                .path("nextCursor");

        get("?limit=2&cursor=" + next)
                .statusCode(200)
                .body("items.volume", equalTo(java.util.List.of("/new")))
                .body("nextCursor", nullValue());
    }

    @Test
    void givesTheStoredForecastWhileItHolds() {
        String first = get("?volume=/data").extract().path("items[0].madeAt");
        String second = get("?volume=/data").extract().path("items[0].madeAt");

        assertThat(second).isEqualTo(first);
    }

    @Test
    void givesTheLastStoredForecastWhileHistoryIsAway() {
        String madeAt = get("?volume=/data").extract().path("items[0].madeAt");
        FakeHistory.away(true);

        get("?server=web-1&volume=/data")
                .statusCode(200)
                .body("items[0].status", equalTo("ready"))
                .body("items[0].madeAt", equalTo(madeAt))
                .body("items[0].growthBytesPerDay", equalTo(10));
    }

    @Test
    void saysWhenToAskAgainWhereNothingIsStored() {
        FakeHistory.away(true);

        get("?volume=/data")
                .statusCode(503)
                .header("Retry-After", "30")
                .contentType("application/problem+json")
                .body("code", equalTo("unavailable"));
    }

    @Test
    void anUnknownServerHasNoForecasts() {
        get("?server=nobody").statusCode(200).body("items", empty());
    }

    @Test
    void aVolumeNobodyReadHasNoHistory() {
        get("?server=nobody&volume=/")
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].server", equalTo("nobody"))
                .body("items[0].volume", equalTo("/"))
                .body("items[0].status", equalTo("insufficient-history"))
                .body("items[0].daysOfHistory", equalTo(0))
                .body("items[0].daysNeeded", equalTo(14))
                .body("items[0].capacityBytes", nullValue())
                .body("items[0].full", nullValue())
                .body("items[0].madeAt", notNullValue())
                .body("nextCursor", nullValue());
    }

    @Test
    void refusesWrongParameters() {
        get("?limit=0").statusCode(422).body("errors[0].field", equalTo("limit"));
        get("?cursor=x").statusCode(400);
        get("?cursor=" + Cursor.encode("", "/")).statusCode(400);
        get("?cursor=" + Cursor.encode("\0", "/")).statusCode(400);
        getExactly("?server=%20").statusCode(422).body("errors[0].field", equalTo("server"));
        getExactly("?server=%00").statusCode(400).body("code", equalTo("malformed"));
        getExactly("?volume=%00").statusCode(400).body("code", equalTo("malformed"));
    }

    @Test
    void needsThePermission() {
        given().get("/api/forecasts").then().statusCode(401);
        given().auth()
                .oauth2(Tokens.with("files:read"))
                .get("/api/forecasts")
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(Tokens.forServer("db-1", "forecasts:read"))
                .get("/api/forecasts?server=web-1")
                .then()
                .statusCode(403);
    }

    @Test
    void saysInWordsThatHistoryIsAway() {
        FakeHistory.away(true);

        given().get("/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'history' }.data.state", containsString("does not answer"));
    }

    @Test
    void theContractIsTheCommittedOne() {
        OpenApiDrift.check();
    }

    private static ValidatableResponse getExactly(String query) {
        return given().urlEncodingEnabled(false)
                .auth()
                .oauth2(Tokens.with("forecasts:read"))
                .get("/api/forecasts" + query)
                .then();
    }

    private static ValidatableResponse get(String query) {
        return given().auth()
                .oauth2(Tokens.with("forecasts:read"))
                .get("/api/forecasts" + query)
                .then();
    }
}
