package io.tidemark.alert;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.alert.evaluation.Evaluator;
import io.tidemark.alert.evaluation.Occasion;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.TenantTables;
import io.tidemark.platform.test.Tokens;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import static io.restassured.RestAssured.given;
import static io.tidemark.alert.FakeHistory.sample;
import static org.assertj.core.api.Assertions.assertThat;

/// Nobody learns anything of another tenant's rules, alerts and volumes.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(FakeHistory.class)
class TenantTest {

    private static final Set<String> BUILT_IN =
            Set.of("free-inodes-warning", "used-share-critical", "used-share-warning");

    private static final String[] ALL = {"rules:read", "rules:write", "alerts:read"};

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @Inject
    Evaluator evaluator;

    @Inject
    AgroalDataSource database;

    @BeforeEach
    void bothHaveARuleAndAFullVolume() {
        rule("acme", "full@acme");
        rule("globex", "full@globex");
        FakeHistory.knows(
                sample("web-1@acme", "/srv", now, 90, 10),
                sample("web-1@globex", "/srv", now, 95, 5),
                sample("web-2@globex", "/srv", now.minusSeconds(3600), 95, 5));
        evaluate();
    }

    @Test
    void eachSeesItsOwnAlertsRulesAndVolumes() {
        Response acme = as("acme").get("/api/alerts?state=firing");
        Response globex = as("globex").get("/api/alerts?state=firing");

        assertThat(acme.jsonPath().getList("items.server")).containsExactly("web-1@acme");
        assertThat(acme.jsonPath().getList("items.ruleId")).containsExactly("full@acme");
        assertThat(acme.jsonPath().getInt("basis.volumes")).isEqualTo(1);
        assertThat(acme.jsonPath().getBoolean("basis.complete")).isTrue();
        assertThat(globex.jsonPath().getInt("basis.volumes")).isEqualTo(2);
        assertThat(globex.jsonPath().getInt("basis.staleVolumes")).isEqualTo(1);
        assertThat(ids("acme"))
                .containsExactly(
                        "free-inodes-warning@acme", "full@acme", "used-share-critical@acme", "used-share-warning@acme");
        assertThat(ids("nobody")).noneMatch(id -> !id.endsWith("@nobody"));
        assertThat(as("nobody").get("/api/alerts").jsonPath().getList("items")).isEmpty();
    }

    @Test
    void itsAnswersAreTheSameWhateverOthersHave() {
        List<String> before = told("acme");

        rule("globex", "more@globex");
        FakeHistory.knows(
                sample("web-1@acme", "/srv", now, 90, 10),
                sample("web-1@globex", "/srv", now, 99, 1),
                sample("web-9@third", "/srv", now.minusSeconds(7200), 99, 1));
        evaluate(Occasion.of(Tenancy.of(new Tenant("globex"))));
        as("globex").delete("/api/rules/more@globex").then().statusCode(204);

        assertThat(told("acme")).isEqualTo(before);
    }

    @Test
    void thatSomethingCameInFromAnotherTenantIsNotSeenByTheTimeOfTheEvaluation() {
        List<String> before = told("acme");
        String globex = evaluatedAt("globex");

        evaluate(Occasion.of(Tenancy.of(new Tenant("globex"))));

        assertThat(told("acme")).isEqualTo(before);
        assertThat(evaluatedAt("globex")).isNotEqualTo(globex);
        evaluate(Occasion.CLOCK);
        assertThat(told("acme")).isNotEqualTo(before);
    }

    @Test
    void aTenantBeginsWithTheRulesThatTheDefaultOneHas() {
        List<Map<String, Object>> theirs =
                as("newcomer").get("/api/rules").jsonPath().getList("items");
        List<Map<String, Object>> ours =
                as("default").get("/api/rules").jsonPath().getList("items");

        assertThat(theirs)
                .isNotEmpty()
                .extracting(rule -> without(rule, "@newcomer"))
                .containsExactlyElementsOf(ours.stream()
                        .filter(rule -> BUILT_IN.contains(String.valueOf(rule.get("id"))))
                        .map(rule -> without(rule, "@newcomer"))
                        .toList());
    }

    @Test
    void theVolumesOfANewTenantAreWatchedBeforeAnybodyAsked() {
        FakeHistory.knows(sample("web-1@unasked", "/srv", now.minusSeconds(400), 90, 10));
        evaluate();
        FakeHistory.knows(sample("web-1@unasked", "/srv", now, 90, 10));
        evaluate();

        assertThat(as("unasked").get("/api/alerts").jsonPath().getList("items.ruleId"))
                .containsExactly("used-share-warning@unasked");
    }

    @Test
    void whatATenantRemovedOrChangedOfItsFirstRulesStaysSo() {
        as("tidy").delete("/api/rules/free-inodes-warning@tidy").then().statusCode(204);
        as("tidy")
                .header("If-Match", "*")
                .body(draft("used-share-warning@tidy"))
                .put("/api/rules/used-share-warning@tidy")
                .then()
                .statusCode(200);
        FakeHistory.knows(sample("web-1@tidy", "/srv", now, 10, 90));
        evaluate();

        assertThat(ids("tidy")).containsExactly("used-share-critical@tidy", "used-share-warning@tidy");
        assertThat(as("tidy")
                        .get("/api/rules/used-share-warning@tidy")
                        .jsonPath()
                        .getString("name"))
                .isEqualTo("Full");
    }

    @Test
    void ofManyWhoAskFirstAtOnceOneMakesTheRules() throws Exception {
        try (var callers = Executors.newFixedThreadPool(8)) {
            Callable<List<String>> ask = () -> ids("crowd");
            for (Future<List<String>> answer : callers.invokeAll(Collections.nCopies(16, ask))) {
                assertThat(answer.get()).hasSize(3);
            }
        }
    }

    @Test
    void anothersRuleIsAnsweredAsNone() {
        String alert = as("globex").get("/api/alerts").jsonPath().getString("items[0].id");
        String none = "00000000-0000-7000-8000-000000000000";

        for (String method : List.of("GET", "DELETE")) {
            assertThat(told(as("acme").request(method, "/api/rules/full@globex")))
                    .startsWith("404")
                    .isEqualTo(told(as("acme").request(method, "/api/rules/none@globex"))
                            .replace("none@", "full@"));
        }
        assertThat(told(as("acme")
                        .header("If-Match", "*")
                        .body(draft("full@globex"))
                        .put("/api/rules/full@globex")))
                .startsWith("404")
                .isEqualTo(told(as("acme")
                                .header("If-Match", "*")
                                .body(draft("none@globex"))
                                .put("/api/rules/none@globex"))
                        .replace("none@", "full@"));
        assertThat(told(as("acme").get("/api/alerts/" + alert)))
                .startsWith("404")
                .isEqualTo(told(as("acme").get("/api/alerts/" + none)).replace(none, alert));
        assertThat(as("globex").get("/api/rules/full@globex").statusCode()).isEqualTo(200);
    }

    @Test
    void noRuleIsMadeByANameOfAnotherTenant() {
        Response known = as("acme").body(draft("full@globex")).post("/api/rules");
        Response unknown = as("acme").body(draft("none@globex")).post("/api/rules");

        assertThat(told(known)).startsWith("422").contains("name-outside-tenant");
        assertThat(told(unknown).replace("none@", "full@")).isEqualTo(told(known));
        assertThat(as("acme").body(draft("plain")).post("/api/rules").statusCode())
                .isEqualTo(422);
    }

    @Test
    void aRuleWithoutAnIdGetsOneOfItsTenant() {
        Response made = as("acme").body(draft("x").replace("\"id\":\"x\",", "")).post("/api/rules");

        assertThat(made.jsonPath().getString("id")).endsWith("@acme");
        as("acme")
                .delete("/api/rules/" + made.jsonPath().getString("id"))
                .then()
                .statusCode(204);
    }

    @Test
    void everyTableIsNobodysOrUnderForcedRowLevelSecurityAndShowsNothingToNobody() throws SQLException {
        TenantTables tables = new TenantTables(database);

        assertThat(tables.nobodys()).containsExactly("event_place", "flyway_schema_history");
        assertThat(tables.openToNobody()).isEmpty();
    }

    private List<String> told(String tenant) {
        return Stream.of("/api/alerts", "/api/alerts?state=firing&limit=1", "/api/rules", "/api/rules/full@" + tenant)
                .map(address -> told(as(tenant).get(address)))
                .toList();
    }

    private static String told(Response answer) {
        return answer.statusCode() + " " + answer.header("ETag") + " " + answer.asString();
    }

    private static List<String> ids(String tenant) {
        return as(tenant).get("/api/rules").jsonPath().getList("items.id");
    }

    private static String evaluatedAt(String tenant) {
        return as(tenant).get("/api/alerts").jsonPath().getString("basis.evaluatedAt");
    }

    private static Map<String, Object> without(Map<String, Object> rule, String end) {
        Map<String, Object> plain = new TreeMap<>(rule);
        plain.put("id", String.valueOf(rule.get("id")).replace(end, ""));
        return plain;
    }

    private void evaluate() {
        evaluate(Occasion.CLOCK);
    }

    private void evaluate(Occasion occasion) {
        assertThat(Stream.generate(() -> evaluator.evaluate(occasion))
                        .flatMap(Optional::stream)
                        .findFirst())
                .isPresent();
    }

    private static void rule(String tenant, String id) {
        assertThat(as(tenant).body(draft(id)).post("/api/rules").statusCode()).isEqualTo(201);
    }

    private static String draft(String id) {
        return """
                {"id":"%s","name":"Full","measure":"used-share","threshold":0.5,"clearThreshold":0.4,
                "severity":"critical","holdFor":"PT0S"}""".formatted(id);
    }

    private static RequestSpecification as(String tenant) {
        return given().auth().oauth2(Tokens.ofTenant(tenant, ALL)).contentType("application/json");
    }
}
