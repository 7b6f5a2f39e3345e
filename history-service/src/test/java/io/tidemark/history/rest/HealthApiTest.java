package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.OpenApiDrift;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class HealthApiTest {

    @Test
    void isReadyWhenStoreAndDatabaseAre() {
        given().get("/health/ready")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItem("snapshot store"));
    }

    @Test
    void tellsThatTheDatabaseAnswers() {
        given().get("/health/db").then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void countsWhatComesIn() {
        given().accept("text/plain")
                .get("/metrics")
                .then()
                .statusCode(200)
                .body(containsString("tidemark_history_snapshots_registered_total"))
                .body(containsString("tidemark_history_part_received_bytes_total"))
                .body(containsString("tidemark_history_event_streams"));
    }

    @Test
    void theCommittedContractIsTheOneOfTheCode() {
        OpenApiDrift.check();
    }
}
