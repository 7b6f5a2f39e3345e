package io.tidemark.analytics.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.analytics.testing.FakeHistory;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.Tokens;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/// Nobody learns anything of another tenant's files, servers and prices. Every operation of the contract stands in the
/// table here.
@QuarkusTest
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class TenantApiTest {
    private static final String DAYS = "from=2020-01-01&to=2030-01-01";

    static final Map<String, String> QUESTIONS = Map.ofEntries(
            Map.entry("/api/analytics/consumers", "/api/analytics/consumers?by=owner&" + DAYS),
            Map.entry("/api/analytics/cost", "/api/analytics/cost?by=group"),
            Map.entry("/api/analytics/distribution", "/api/analytics/distribution?by=extension"),
            Map.entry("/api/analytics/duplicates", "/api/analytics/duplicates"),
            Map.entry("/api/analytics/duplicates/jobs", "/api/analytics/duplicates/jobs"),
            Map.entry(
                    "/api/analytics/duplicates/files",
                    "/api/analytics/duplicates/files?exactName=report.pdf&exactBytes=1000"),
            Map.entry("/api/analytics/empty-files", "/api/analytics/empty-files"),
            Map.entry("/api/analytics/errors", "/api/analytics/errors"),
            Map.entry("/api/analytics/fleet", "/api/analytics/fleet?by=size"),
            Map.entry("/api/analytics/fleet/correlation", "/api/analytics/fleet/correlation?" + DAYS),
            Map.entry("/api/analytics/fleet/groups", "/api/analytics/fleet/groups?of=group&by=size"),
            Map.entry("/api/analytics/fleet/unlike", "/api/analytics/fleet/unlike?of=tag:department"),
            Map.entry("/api/analytics/folder-metrics", "/api/analytics/folder-metrics"),
            Map.entry("/api/analytics/folders", "/api/analytics/folders?by=largest"),
            Map.entry("/api/analytics/growth", "/api/analytics/growth?by=server&" + DAYS),
            Map.entry("/api/analytics/heavy-files", "/api/analytics/heavy-files"),
            Map.entry("/api/analytics/inactive-files", "/api/analytics/inactive-files?days=1"),
            Map.entry("/api/analytics/recent-activity", "/api/analytics/recent-activity?days=3650"),
            Map.entry("/api/analytics/reconciliation", "/api/analytics/reconciliation"),
            Map.entry("/api/analytics/savings", "/api/analytics/savings?by=server&to=only&days=1"),
            Map.entry("/api/analytics/unowned-files", "/api/analytics/unowned-files"),
            Map.entry("/api/folders/{path}", "/api/folders/data"),
            Map.entry("/api/folders/{path}/timeline", "/api/folders/data/timeline?" + DAYS),
            Map.entry("/api/folders/{path}/tree", "/api/folders/data/tree"),
            Map.entry("/api/folders/{path}/types", "/api/folders/data/types"),
            Map.entry("/api/search", "/api/search?q=report"),
            Map.entry("/api/search/advanced", "POST"));

    /// Jobs are seen by who began them, and by services; agents ask for work of their own server:
    /// `DuplicateJobsApiTest`.
    private static final Set<String> OF_ONE_ALONE = Set.of(
            "/api/analytics/duplicates/jobs/{id}",
            "/api/analytics/duplicates/jobs/{id}/cancel",
            "/api/analytics/duplicates/jobs/{id}/copies",
            "/api/analytics/duplicates/jobs/{id}/events",
            "/api/analytics/duplicates/jobs/{id}/groups",
            "/api/analytics/duplicates/jobs/{id}/unproven",
            "/api/analytics/duplicates/work");

    @Test
    void everyOperationIsAsked() throws IOException {
        Set<String> paths = new TreeSet<>(OF_ONE_ALONE);
        Set<String> asked = new TreeSet<>(QUESTIONS.keySet());
        asked.addAll(OF_ONE_ALONE);
        for (String line : Files.readAllLines(Path.of("openapi.yaml"))) {
            Matcher path = Pattern.compile("  (/api/\\S+):").matcher(line);
            if (path.matches()) {
                paths.add(path.group(1));
            }
        }

        assertThat(asked).isEqualTo(paths);
    }

    @Test
    void noAnswerTellsOfAnotherTenant() {
        QUESTIONS.forEach((operation, question) -> {
            String acme = asked("acme", question).asString();
            String first = asked("default", question).asString();

            assertThat(acme).as(operation).doesNotContainPattern("\"(alpha|beta|gamma|sales|everybody)\"|everything\"");
            assertThat(first).as(operation).doesNotContain("@acme", "secret.log");
        });
    }

    @Test
    void sumsAndPricesAreOfOnesOwn() {
        assertThat(asked("acme", "/api/folders/data").jsonPath().getList("servers.sizeBytes"))
                .containsExactly(100_000);
        assertThat(asked("default", "/api/folders/data").jsonPath().getList("servers.sizeBytes"))
                .containsExactly(1557, 5400);
        assertThat(asked("acme", "/api/analytics/distribution?by=extension")
                        .jsonPath()
                        .getInt("total.entries"))
                .isEqualTo(2);
        assertThat(asked("acme", "/api/analytics/fleet?by=size").jsonPath().getList("items.server"))
                .containsExactly("alpha@acme");
        assertThat(asked("acme", "/api/analytics/cost?by=server").jsonPath().getList("prices.target"))
                .containsExactly("everything@acme");
        assertThat(asked("acme", "/api/analytics/cost?by=server").jsonPath().getList("totals.currency"))
                .containsExactly("CHF");
        assertThat(asked("acme", "/api/analytics/heavy-files").jsonPath().getList("basis.missing.server"))
                .containsExactly("gamma@acme");
    }

    @Test
    void aServiceSeesAll() {
        Response all = given().auth().oauth2(Tokens.as("service", "files:read")).get("/api/folders/data");

        assertThat(all.jsonPath().getList("servers.server")).containsExactly("alpha", "alpha@acme", "beta");
    }

    @Test
    void whoIsGivenAnothersServerSeesNothingOfIt() {
        Response asked = given().auth()
                .oauth2(Tokens.inPart(
                        "acme",
                        List.of(Map.of("effect", "allow", "kind", "server", "name", "beta", "scope", "files:read"))))
                .get("/api/analytics/heavy-files");

        assertThat(asked.jsonPath().getList("items")).isEmpty();
        assertThat(asked.jsonPath().getList("basis.snapshots")).isEmpty();
    }

    @Test
    void anothersServerOrGroupIsAnsweredAsNone() {
        for (String question : List.of(
                "/api/analytics/heavy-files?server=NAME",
                "/api/folders/data?server=NAME",
                "/api/analytics/heavy-files?group=NAME",
                "/api/analytics/fleet?by=size&server=NAME")) {
            assertThat(told(asked("acme", question.replace("NAME", "beta"))))
                    .isEqualTo(told(asked("acme", question.replace("NAME", "none")))
                            .replace("none", "beta"));
            assertThat(told(asked("acme", question.replace("NAME", "everybody"))))
                    .isEqualTo(told(asked("acme", question.replace("NAME", "nobody")))
                            .replace("nobody", "everybody"));
        }
    }

    private static String told(Response answer) {
        return answer.statusCode() + answer.asString().replaceAll("\"(ageSeconds|listedAt)\":[^,}]*", "");
    }

    private static Response asked(String tenant, String question) {
        String token = tenant.equals("default") ? Tokens.with("files:read") : Tokens.ofTenant(tenant, "files:read");
        Response answer = question.equals("POST")
                ? given().auth()
                        .oauth2(token)
                        .contentType("application/json")
                        .body("{\"where\":{\"and\":[]}}")
                        .post("/api/search/advanced")
                : given().auth().oauth2(token).get(question);
        assertThat(answer.statusCode()).as(question + answer.asString()).isIn(200, 404, 422);
        return answer;
    }
}
