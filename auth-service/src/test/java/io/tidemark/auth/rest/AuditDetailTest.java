package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static io.tidemark.auth.rest.KeySteps.as;
import static org.assertj.core.api.Assertions.assertThat;

/// What rows say beyond who did what: trace, result, before and after.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class AuditDetailTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void aChangeSaysWhatWasThereAndWhatIsAndInWhichTrace() {
        put("/api/roles/detailed", Map.of("permissions", List.of("files:read")));
        put("/api/roles/detailed", Map.of("permissions", List.of("alerts:read"), "denied", List.of("files:read")));

        Map<String, Object> changed =
                rows("action=put-role&target=role detailed").getFirst();

        assertThat(changed)
                .containsEntry("trace", TRACE)
                .containsEntry("result", "done")
                .containsEntry(
                        "before",
                        "{\"description\":\"\",\"permissions\":[\"files:read\"],\"denied\":[],\"included\":[]}")
                .containsEntry(
                        "after",
                        "{\"description\":\"\",\"permissions\":[\"alerts:read\"],\"denied\":[\"files:read\"],"
                                + "\"included\":[]}");
    }

    @Test
    void whatIsNewHasNothingBeforeAndWhatIsGoneNothingAfter() {
        put("/api/user-groups/short-lived", Map.of("users", List.of()));
        as(SignIns.administrator())
                .delete("/api/user-groups/short-lived")
                .then()
                .statusCode(200);

        Map<String, Object> made =
                rows("action=put-user-group&target=user-group short-lived").getFirst();
        Map<String, Object> removed =
                rows("action=remove-user-group&target=user-group short-lived").getFirst();

        assertThat(made).doesNotContainKey("before");
        assertThat(removed.get("before")).isEqualTo(made.get("after"));
        assertThat(removed).doesNotContainKey("after");
    }

    @Test
    void accountsAreToldWithoutTheirSecrets() {
        SignIns.create("told", PASSWORD, "viewer").then().statusCode(201);
        put("/api/users/told/disabled", Map.of("disabled", true));

        List<Map<String, Object>> rows = rows("target=user told");

        assertThat(rows.getFirst())
                .containsEntry("before", "{\"roles\":[\"viewer\"],\"disabled\":false,\"mustChangePassword\":false}")
                .containsEntry("after", "{\"roles\":[\"viewer\"],\"disabled\":true,\"mustChangePassword\":false}");
        assertThat(rows.toString()).doesNotContain("argon2").doesNotContain(PASSWORD);
    }

    @Test
    void whatWasRefusedSaysSo() {
        SignIns.password("administrator", "wrong password at all");

        assertThat(rows("action=sign-in-refused").getFirst()).containsEntry("result", "refused");
    }

    @Test
    void aServiceSaysItsTraceAndWhatItWasAskedFor() {
        Response told = report(event(Map.of("trace", TRACE, "reason", "asked", "after", "{\"cpuShare\": 0.5}")));

        assertThat(told.statusCode()).isEqualTo(204);
        assertThat(rows("action=put-detailed-policy").getFirst())
                .containsEntry("trace", TRACE)
                .containsEntry("result", "asked")
                .containsEntry("after", "{\"cpuShare\":0.5}");
    }

    @Test
    void whatIsNoTraceOrNoJsonIsRefusedWhole() {
        Response trace = report(event(Map.of("trace", "mine")));
        Response side = report(event(Map.of("before", "{")));

        assertThat(List.of(trace.statusCode(), side.statusCode())).containsOnly(422);
    }

    @Test
    void theLogStaysIntactAndItsExportsSayIt() {
        put("/api/roles/exported", Map.of("permissions", List.of("files:read")));

        Response verified = as(SignIns.administrator()).get("/api/audit/verify");
        String ndjson = as(SignIns.administrator()).get("/api/audit/export").asString();
        String syslog =
                as(SignIns.administrator()).get("/api/audit/export/syslog").asString();

        assertThat(verified.<List<?>>path("findings")).isEmpty();
        assertThat(ndjson).contains("\\\"trace\\\":\\\"" + TRACE);
        assertThat(syslog).contains("detail=\"{\\\"trace\\\":\\\"" + TRACE);
    }

    private static Map<String, Object> event(Map<String, Object> more) {
        Map<String, Object> event = new HashMap<>(Map.of(
                "at",
                "2026-01-01T12:00:00Z",
                "service",
                "history",
                "action",
                "put-detailed-policy",
                "subject",
                "eve",
                "client",
                "127.0.0.1",
                "reason",
                "",
                "target",
                "PUT /api/policies/scan/everything",
                "count",
                1));
        event.putAll(more);
        return event;
    }

    private static Response report(Map<String, Object> event) {
        return as(SignIns.client("history"))
                .contentType("application/json")
                .body(Map.of("events", List.of(event)))
                .post("/api/audit");
    }

    private static void put(String path, Map<String, Object> body) {
        as(SignIns.administrator())
                .header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .contentType("application/json")
                .body(body)
                .put(path)
                .then()
                .statusCode(200);
    }

    private static List<Map<String, Object>> rows(String filters) {
        return as(SignIns.administrator())
                .get("/api/audit?" + filters)
                .jsonPath()
                .getList("items");
    }
}
