package io.tidemark.alert;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.alert.evaluation.Evaluator;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import io.tidemark.platform.test.Tokens;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        assertThat(as("acme").get("/api/rules").jsonPath().getList("items.id")).containsExactly("full@acme");
        assertThat(as("nobody").get("/api/rules").jsonPath().getList("items")).isEmpty();
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
        evaluate();
        as("globex").delete("/api/rules/more@globex").then().statusCode(204);

        assertThat(told("acme")).isEqualTo(before);
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
        assertThat(texts("""
                        select c.relname from pg_class c where c.relkind in ('r', 'p')
                            and c.relnamespace = 'public'::regnamespace
                            and not (c.relrowsecurity and c.relforcerowsecurity
                                and exists (select from pg_policy p where p.polrelid = c.oid)) order by 1
                        """)).containsExactly("event_place", "flyway_schema_history");
        for (String table : List.of("rule", "alert", "last_pass")) {
            assertThat(texts("select count(*) from " + table)).as(table).containsExactly("0");
        }
    }

    private List<String> told(String tenant) {
        return Stream.of("/api/alerts", "/api/alerts?state=firing&limit=1", "/api/rules", "/api/rules/full@" + tenant)
                .map(address -> told(as(tenant).get(address)))
                .toList();
    }

    /// All evaluations are one: when it was made is everybody's.
    private static String told(Response answer) {
        return answer.statusCode() + " " + answer.header("ETag") + " "
                + answer.asString().replaceAll("\"evaluatedAt\":\"[^\"]*\"", "");
    }

    private void evaluate() {
        assertThat(Stream.generate(evaluator::evaluate)
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

    private List<String> texts(String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
