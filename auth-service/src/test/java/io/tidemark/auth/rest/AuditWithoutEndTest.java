package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/// Acts of other services of which nobody told how they ended.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class AuditWithoutEndTest {
    private final Instant longAgo = Instant.now().minus(Duration.ofMinutes(6));
    private final String trace = UUID.randomUUID().toString().replace("-", "");
    private final String target = "PUT /api/groups/" + trace;

    @Test
    void anActThatNobodyToldTheEndOfIsFound() {
        report(asked("eve", longAgo));

        Response found = unknown(SignIns.administrator());

        assertThat(found.<List<String>>path("items.target")).containsExactly(target);
        assertThat(found.<List<String>>path("items.result")).containsExactly("asked");
        assertThat(found.<List<String>>path("items.trace")).containsExactly(trace);
    }

    @ParameterizedTest
    @CsvSource({
        "put-group,done",
        "put-group,answered 200",
        "put-group-refused,answered 422",
        "put-group-failed,answered 500"
    })
    void anActWhoseEndIsToldIsNot(String action, String reason) {
        report(asked("eve", longAgo));
        report(row("eve", action, reason, trace, target, longAgo));

        assertThat(unknown(SignIns.administrator()).<List<?>>path("items")).isEmpty();
    }

    @Test
    void anActThatWasAskedForJustNowIsNot() {
        report(asked("eve", Instant.now().minus(Duration.ofMinutes(4))));

        assertThat(unknown(SignIns.administrator()).<List<?>>path("items")).isEmpty();
    }

    @Test
    void theEndOfAnotherActIsNotTheEndOfThisOne() {
        String other = UUID.randomUUID().toString().replace("-", "");
        report(row("eve", "put-group", "done", trace, target, longAgo));
        report(asked("eve", longAgo));
        report(row("eve", "put-group", "done", other, target, longAgo));
        report(row("eve", "put-group", "done", trace, target + "/other", longAgo));
        report(row("eve", "put-group-later", "done", trace, target, longAgo));
        report(row("mallory", "put-group", "done", trace, target, longAgo));
        report(asked("eve", longAgo.minusSeconds(1)));

        assertThat(unknown(SignIns.administrator()).<List<?>>path("items")).hasSize(2);
    }

    @Test
    void itGoesOnWhereThePageEndsAndTogetherWithOtherFilters() {
        for (int i = 0; i < 3; i++) {
            report(row("eve", "put-group", "asked", trace, target + "/" + i, longAgo));
            report(row("eve", "put-group", "asked", trace, target + "/ended-" + i, longAgo));
            report(row("eve", "put-group", "done", trace, target + "/ended-" + i, longAgo));
        }
        String token = SignIns.administrator();

        Response first = page(token, target).queryParam("limit", 2).get("/api/audit");
        Response second = page(token, target)
                .queryParam("limit", 2)
                .queryParam("cursor", first.<String>path("nextCursor"))
                .get("/api/audit");
        Response none = page(token, target).queryParam("subject", "mallory").get("/api/audit");

        assertThat(first.<List<String>>path("items.target")).containsExactly(target + "/2", target + "/1");
        assertThat(second.<List<String>>path("items.target")).containsExactly(target + "/0");
        assertThat(second.<String>path("nextCursor")).isNull();
        assertThat(none.<List<?>>path("items")).isEmpty();
    }

    @Test
    void anActOfAnotherTenantIsNotSeenAndItsEndEndsNothing() {
        String root = TenantSteps.tenant("endless");
        report(asked("eve@endless", longAgo));
        report(row("eve", "put-group", "done", trace, target, longAgo));

        assertThat(unknown(SignIns.administrator()).<List<?>>path("items")).isEmpty();
        assertThat(unknown(root).<List<String>>path("items.subject")).containsExactly("eve@endless");
        report(row("eve@endless", "put-group", "done", trace, target, longAgo));
        assertThat(unknown(root).<List<?>>path("items")).isEmpty();
    }

    @Test
    void noOtherResultIsAskedFor() {
        Response answer = KeySteps.as(SignIns.administrator()).get("/api/audit?result=done");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.<List<String>>path("errors.field")).containsExactly("result");
    }

    private Response unknown(String token) {
        return page(token, target)
                .get("/api/audit")
                .then()
                .statusCode(200)
                .extract()
                .response();
    }

    private static io.restassured.specification.RequestSpecification page(String token, String target) {
        return KeySteps.as(token).queryParam("result", "unknown").queryParam("target", target);
    }

    private Map<String, Object> asked(String subject, Instant at) {
        return row(subject, "put-group", "asked", trace, target, at);
    }

    private static Map<String, Object> row(
            String subject, String action, String reason, String trace, String target, Instant at) {
        Map<String, Object> row = new HashMap<>(Map.of("service", "history", "client", "10.0.0.9", "count", 1));
        row.putAll(Map.of(
                "at",
                at.toString(),
                "action",
                action,
                "subject",
                subject,
                "reason",
                reason,
                "target",
                target,
                "trace",
                trace));
        return row;
    }

    private static void report(Map<String, Object> row) {
        KeySteps.as(SignIns.client("history"))
                .contentType("application/json")
                .body(Map.of("events", List.of(row)))
                .post("/api/audit")
                .then()
                .statusCode(204);
    }
}
