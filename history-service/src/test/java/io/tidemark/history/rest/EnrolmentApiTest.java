package io.tidemark.history.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
class EnrolmentApiTest {

    @Test
    void anAgentsFirstQuestionGivesItsServerTheTagsOfItsEnrolment() {
        askForPolicy("enrol-1", "tde_a", Map.of("role", "web", "location", "Bern"));

        assertThat(tags("enrol-1")).containsOnly(Map.entry("role", "web"), Map.entry("location", "Bern"));
    }

    @Test
    void whatAnAdministratorChangesLaterStays() {
        askForPolicy("enrol-2", "tde_b", Map.of("role", "web"));
        put("enrol-2", Map.of("role", "database"));

        askForPolicy("enrol-2", "tde_b", Map.of("role", "web"));

        assertThat(tags("enrol-2")).containsOnly(Map.entry("role", "database"));
    }

    @Test
    void anotherEnrolmentAddsItsTagsToThoseThatAreThere() {
        put("enrol-3", Map.of("department", "physics", "role", "web"));

        askForPolicy("enrol-3", "tde_c", Map.of("role", "database"));

        assertThat(tags("enrol-3")).containsOnly(Map.entry("department", "physics"), Map.entry("role", "database"));
    }

    @Test
    void anAgentTagsNoServerButItsOwn() {
        put("enrol-4", Map.of("role", "web"));
        String other = Tokens.enrolled("enrol-5", "tde_d", Map.of("role", "database"), "policies:read");

        Response answer = given().auth().oauth2(other).get("/api/servers/enrol-4/policy");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(tags("enrol-4")).containsOnly(Map.entry("role", "web"));
    }

    private static void askForPolicy(String server, String enrolment, Map<String, String> tags) {
        given().auth()
                .oauth2(Tokens.enrolled(server, enrolment, tags, "policies:read"))
                .get("/api/servers/" + server + "/policy")
                .then()
                .statusCode(200);
    }

    private static void put(String server, Map<String, String> tags) {
        given().auth()
                .oauth2(Tokens.with("servers:write"))
                .contentType("application/json")
                .body(tags)
                .put("/api/servers/" + server + "/tags")
                .then()
                .statusCode(200);
    }

    private static Map<String, String> tags(String server) {
        return given().auth()
                .oauth2(Tokens.with("servers:read"))
                .get("/api/servers/" + server)
                .then()
                .statusCode(200)
                .extract()
                .path("tags");
    }
}
