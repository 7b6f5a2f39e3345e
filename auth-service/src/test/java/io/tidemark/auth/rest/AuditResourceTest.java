package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class AuditResourceTest {
    @Test
    void aServiceReportsItsOwnEventsAndAnAdministratorReadsThem() {
        report("history", event("history", "own-report", "eve", "2026-01-01T12:00:00.123456Z"))
                .then()
                .statusCode(204);

        Response rows = read("own-report");
        assertThat(rows.<List<Map<String, ?>>>path("items")).hasSize(1);
        assertThat(rows.<Map<String, Object>>path("items[0]"))
                .containsEntry("at", "2026-01-01T12:00:00.123456Z")
                .containsEntry("service", "history")
                .containsEntry("subject", "eve")
                .containsEntry("client", "10.0.0.9")
                .containsEntry("reason", "forbidden")
                .containsEntry("target", "GET /api/snapshots")
                .containsEntry("count", 7)
                .containsKeys("sequence", "recordedAt", "previous", "hash");
    }

    @Test
    void aReportInAnotherServicesNameIsRefusedWhole() {
        Response answer = report(
                "history",
                event("history", "foreign-report", "eve", "2026-01-01T12:00:00Z"),
                event("alert", "foreign-report", "eve", "2026-01-01T12:00:00Z"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.<List<String>>path("errors.field")).containsExactly("events.[1].service");
        assertThat(read("foreign-report").<List<?>>path("items")).isEmpty();
    }

    @Test
    void anAgentSpeaksForTheScanServiceAndItselfButForNoOtherAgent() {
        report(
                        "scan@web-02",
                        event("scan", "agents-report", "eve", "2026-01-01T12:00:00Z"),
                        event("scan@web-02", "agents-report", "eve", "2026-01-01T12:00:00Z"))
                .then()
                .statusCode(204);

        Response answer = report("scan@web-02", event("scan@web-03", "agents-report", "eve", "2026-01-01T12:00:00Z"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(read("agents-report").<List<?>>path("items")).hasSize(2);
    }

    @Test
    void neitherTheAuditLogNorAReportIsForThoseWithoutThePermission() {
        String history = SignIns.client("history");

        assertThat(given().get("/api/audit").statusCode()).isEqualTo(401);
        assertThat(given().auth().oauth2(history).get("/api/audit").statusCode())
                .isEqualTo(403);
        assertThat(reportAs(SignIns.administrator(), event("auth", "by-hand", "eve", "2026-01-01T12:00:00Z"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void anEventWithoutAFieldIsNamedAndNothingIsKept() {
        Response answer = report("history", Map.of("at", "2026-01-01T12:00:00Z", "service", "history"));
        Response none = report("history");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.<String>path("detail")).contains("action is missing");
        assertThat(none.statusCode()).isEqualTo(422);
    }

    @Test
    void filtersNarrowAndPagesGoOnNewestFirst() {
        report(
                        "history",
                        event("history", "paged", "eve", "2026-01-01T12:00:00Z"),
                        event("history", "paged", "bob", "2026-01-01T12:00:01Z"),
                        event("history", "paged", "eve", "2026-01-01T12:00:02Z"),
                        event("history", "paged", "eve", "2026-01-01T12:00:03Z"),
                        event("history", "paged", "eve", "2026-01-01T12:00:04Z"))
                .then()
                .statusCode(204);

        Response first = page("paged").get("/api/audit?subject=eve&limit=3");
        Response second = page("paged")
                .queryParam("cursor", first.<String>path("nextCursor"))
                .get("/api/audit?subject=eve&limit=3");
        Response between = page("paged").get("/api/audit?from=2026-01-01T12:00:01Z&to=2026-01-01T12:00:03Z");

        assertThat(times(first))
                .containsExactly("2026-01-01T12:00:04Z", "2026-01-01T12:00:03Z", "2026-01-01T12:00:02Z");
        assertThat(times(second)).containsExactly("2026-01-01T12:00:00Z");
        assertThat(second.<String>path("nextCursor")).isNull();
        assertThat(times(between)).containsExactly("2026-01-01T12:00:02Z", "2026-01-01T12:00:01Z");
    }

    @Test
    void severalValuesOfAFilterWidenItAndDifferentFiltersNarrow() {
        report(
                        "history",
                        event("history", "sought", "eve", "2026-01-01T12:00:00Z"),
                        event("history", "sought-too", "bob", "2026-01-01T12:00:01Z"),
                        event("history", "sought", "joe", "2026-01-01T12:00:02Z"))
                .then()
                .statusCode(204);

        assertThat(subjects("action=sought&action=sought-too")).containsExactly("joe", "bob", "eve");
        assertThat(subjects("action=sought&action=sought-too&subject=eve&subject=bob"))
                .containsExactly("bob", "eve");
        assertThat(subjects("action=sought&service=history&client=10.0.0.9&reason=forbidden"))
                .containsExactly("joe", "eve");
        assertThat(subjects("action=sought&target=GET /api/snap")).containsExactly("joe", "eve");
        assertThat(subjects("action=sought&target=/api/snap")).isEmpty();
        assertThat(subjects("action=sought&target=GET /api/%25")).isEmpty();
        assertThat(subjects("action=sought&service=alert")).isEmpty();
        assertThat(subjects("action=sought&client=10.0.0.8")).isEmpty();
        assertThat(subjects("action=sought&reason=x")).isEmpty();
    }

    @Test
    void aFilterTakesTwentyValuesAndNoMore() {
        String twenty = "target=x&".repeat(20);

        assertThat(page("any").get("/api/audit?" + twenty).statusCode()).isEqualTo(200);
        assertThat(page("any").get("/api/audit?" + twenty + "target=x").statusCode())
                .isEqualTo(422);
    }

    @Test
    void aStrangeCursorOrTimeIsMalformedAndAStrangeLimitIsWrong() {
        assertThat(page("any").get("/api/audit?cursor=nonsense").statusCode()).isEqualTo(400);
        assertThat(page("any").get("/api/audit?from=yesterday").statusCode()).isEqualTo(400);
        assertThat(page("any").get("/api/audit?limit=1001").statusCode()).isEqualTo(422);
    }

    @Test
    void aDeniedRequestOfAViewerIsInTheAuditLogWithinSeconds() throws Exception {
        String viewer = SignIns.user("denied-viewer", "correct horse battery", "viewer");
        given().auth().oauth2(viewer).get("/api/users").then().statusCode(403);
        given().auth().oauth2(viewer).get("/api/users").then().statusCode(403);

        Map<String, ?> row = denialOf("denied-viewer");

        assertThat(row.get("service")).isEqualTo("auth");
        assertThat(row.get("reason")).isEqualTo("forbidden");
        assertThat(row.get("target")).isEqualTo("GET /api/users");
        assertThat(row.get("client")).isEqualTo("127.0.0.1");
    }

    @Test
    void signInsThatAreSlowedDownAreOneRowWithACount() throws Exception {
        for (int i = 0; i < 5; i++) {
            SignIns.password("hammered", "guess " + i).then().statusCode(401);
        }

        int slowedDown = 0;
        for (int i = 0; i < 20; i++) {
            slowedDown += SignIns.password("hammered", "guess").statusCode() == 429 ? 1 : 0;
        }

        List<Map<String, ?>> rows = refusalsOf("hammered", slowedDown);
        assertThat(slowedDown).isGreaterThan(10);
        assertThat(rows).hasSizeLessThan(5);
    }

    @Test
    void noTokenIsGivenWhileTheAuditLogCannotBeWritten() throws Exception {
        execute("ALTER TABLE audit RENAME TO audit_away");
        Response person;
        Response client;
        try {
            person = SignIns.password("administrator", SignIns.administratorPassword());
            client = SignIns.clientCredentials("history", StateResource.SECRET);
        } finally {
            execute("ALTER TABLE audit_away RENAME TO audit");
        }

        for (Response answer : List.of(person, client)) {
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.asString()).doesNotContain("access_token").doesNotContain("audit_away");
        }
        SignIns.administrator();
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = PostgresResource.owner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, ?> denialOf(String subject) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            List<Map<String, ?>> rows = page("deny")
                    .queryParam("subject", subject)
                    .get("/api/audit")
                    .path("items");
            if (!rows.isEmpty()) {
                return rows.getFirst();
            }
            Thread.sleep(100);
        }
        throw new AssertionError("The denial of " + subject + " is not in the log after ten seconds");
    }

    /// The rows of slowed down sign-ins, once they count so many.
    private static List<Map<String, ?>> refusalsOf(String subject, int count) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            List<Map<String, ?>> rows = page("sign-in-refused")
                    .queryParam("subject", subject)
                    .get("/api/audit")
                    .path("items.findAll { it.reason == 'slowed-down' }");
            if (rows.stream().mapToInt(r -> (Integer) r.get("count")).sum() == count) {
                return rows;
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Not all " + count + " refusals are counted after ten seconds");
    }

    private static List<String> subjects(String filters) {
        return given().auth()
                .oauth2(SignIns.administrator())
                .get("/api/audit?" + filters)
                .path("items.subject");
    }

    private static List<String> times(Response page) {
        return page.path("items.at");
    }

    private static Response read(String action) {
        return page(action).get("/api/audit").then().statusCode(200).extract().response();
    }

    private static RequestSpecification page(String action) {
        return given().auth().oauth2(SignIns.administrator()).queryParam("action", action);
    }

    private static Response report(String client, Object... events) {
        return reportAs(SignIns.client(client), events);
    }

    private static Response reportAs(String token, Object... events) {
        return given().auth()
                .oauth2(token)
                .contentType("application/json")
                .body(Map.of("events", Arrays.asList(events)))
                .post("/api/audit");
    }

    private static Map<String, ?> event(String service, String action, String subject, String at) {
        return Map.of(
                "at",
                at,
                "service",
                service,
                "action",
                action,
                "subject",
                subject,
                "client",
                "10.0.0.9",
                "reason",
                "forbidden",
                "target",
                "GET /api/snapshots",
                "count",
                7);
    }
}
