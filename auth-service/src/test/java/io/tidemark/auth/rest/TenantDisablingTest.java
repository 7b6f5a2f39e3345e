package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.auth.audit.RightsStore;
import io.tidemark.auth.right.RightsSource;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static io.tidemark.auth.rest.KeySteps.as;
import static org.assertj.core.api.Assertions.assertThat;

/// A tenant that is disabled is out, with all its people, keys and agents, loses nothing, and nobody
/// else notices.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class TenantDisablingTest {
    @Inject
    RightsStore rights;

    @Test
    void nobodyOfADisabledTenantIsLetInByWhateverMeans() {
        String root = TenantSteps.tenant("halted");
        Response session = SignIns.password("root@halted", TenantSteps.PASSWORD);
        String key = KeySteps.own(root, "files:read").path("key");
        String byKey = SignIns.token(SignIns.clientCredentials("root@halted", key));
        String agentKey = agent(root, "web1@halted");
        String agent = SignIns.token(SignIns.clientCredentials("scan@web1@halted", agentKey));
        String enrolment = enrolment(root, "web2@halted");

        Response disabled = disable("halted", true);

        assertThat(disabled.statusCode()).as(disabled.asString()).isEqualTo(200);
        assertThat(disabled.<String>path("disabledAt")).isNotNull();
        Response refused = SignIns.password("root@halted", TenantSteps.PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.asString())
                .isEqualTo(SignIns.password("root@halted", "not the password").asString());
        assertThat(SignIns.refresh(session.path("refresh_token")).statusCode()).isEqualTo(401);
        assertThat(SignIns.clientCredentials("root@halted", key).statusCode()).isEqualTo(401);
        assertThat(SignIns.clientCredentials("scan@web1@halted", agentKey).statusCode())
                .isEqualTo(401);
        assertThat(KeySteps.enrol(enrolment, "web2@halted", KeySteps.newKey()).statusCode())
                .isEqualTo(401);
        assertThat(List.of(root, session.<String>path("access_token"), byKey, agent))
                .allMatch(SignIns::revokedSoon);
    }

    @Test
    void enabledAgainEverybodyIsBackWithWhatTheyHadAndOldTokensAreNot() {
        String root = TenantSteps.tenant("paused");
        TenantSteps.furnish(root, "@paused");
        String key = KeySteps.own(root, "files:read").path("key");
        String users = as(root).get("/api/users").asString();
        String agentKey = agent(root, "web9@paused");

        disable("paused", true).then().statusCode(200);
        disable("paused", true).then().statusCode(200);
        Response enabled = disable("paused", false);

        assertThat(enabled.<String>path("disabledAt")).isNull();
        String again = SignIns.token(SignIns.password("root@paused", TenantSteps.PASSWORD));
        assertThat(SignIns.revokedSoon(root)).isTrue();
        assertThat(as(again).get("/api/users").asString()).isEqualTo(users);
        assertThat(SignIns.clientCredentials("root@paused", key).statusCode()).isEqualTo(200);
        assertThat(SignIns.clientCredentials("scan@web9@paused", agentKey).statusCode())
                .isEqualTo(200);
        assertThat(KeySteps.logged("disable-tenant", "administrator"))
                .filteredOn(row -> row.endsWith("tenant paused"))
                .hasSize(1);
        assertThat(KeySteps.logged("enable-tenant", "administrator"))
                .filteredOn(row -> row.endsWith("tenant paused"))
                .hasSize(1);
    }

    @Test
    void theTenantsOwnLogBeginsWithItsMakingAndSaysThatAnOperatorDisabledItButNotWho() {
        TenantSteps.tenant("informed");
        disable("informed", true).then().statusCode(200);
        disable("informed", false).then().statusCode(200);
        String root = SignIns.token(SignIns.password("root@informed", TenantSteps.PASSWORD));

        Response own = done(root);

        assertThat(own.<List<String>>path("items.action"))
                .containsExactly("enable-tenant", "disable-tenant", "create-tenant");
        assertThat(own.<List<Integer>>path("items.sequence")).last().isEqualTo(1);
        assertThat(own.<List<String>>path("items.subject")).containsOnly("operator");
        assertThat(own.<List<String>>path("items.client")).containsOnly("installation");
        assertThat(own.<List<String>>path("items.reason")).containsOnly("");
        assertThat(own.<List<String>>path("items.via")).containsOnlyNulls();
        assertThat(own.<List<String>>path("items.before"))
                .containsExactly("{\"disabled\":true}", "{\"disabled\":false}", null);
        assertThat(own.<List<String>>path("items.after"))
                .containsExactly(
                        "{\"disabled\":false}",
                        "{\"disabled\":true}",
                        "{\"administrator\":\"root@informed\",\"description\":\"\"}");
        Response installations = done(SignIns.administrator());
        assertThat(installations.<List<String>>path("items.subject")).containsOnly("administrator");
        assertThat(installations.<List<String>>path("items.trace")).isEqualTo(own.path("items.trace"));
        assertThat(as(root).get("/api/audit/verify").<Boolean>path("intact")).isTrue();
    }

    @Test
    void aSessionThatBeganWhileTheTenantWasBeingDisabledIsOverWhenItIsEnabled() {
        TenantSteps.tenant("hasty");
        Response session = SignIns.password("root@hasty", TenantSteps.PASSWORD);
        disable("hasty", true).then().statusCode(200);
        EveryChange.sql("UPDATE session SET ended_at = NULL, end_reason = NULL WHERE account = 'root@hasty'");
        int whileDisabled = SignIns.refresh(session.path("refresh_token")).statusCode();
        EveryChange.sql("UPDATE session SET ended_at = NULL, end_reason = NULL WHERE account = 'root@hasty'");

        disable("hasty", false).then().statusCode(200);

        assertThat(whileDisabled).isEqualTo(401);
        assertThat(SignIns.refresh(session.path("refresh_token")).statusCode()).isEqualTo(401);
        assertThat(EveryChange.text("SELECT count(*) FROM session WHERE account = 'root@hasty' AND ended_at IS NULL"))
                .isEqualTo("0");
    }

    @Test
    void whatIsNoTenantOrTheInstallationsOwnIsNotDisabled() {
        assertThat(disable("never-made", true).statusCode()).isEqualTo(404);
        assertThat(disable("No Name", true).statusCode()).isEqualTo(404);
        assertThat(disable("default", true).<String>path("code")).isEqualTo("tenant-needed");
        assertThat(as(SignIns.administrator())
                        .contentType("application/json")
                        .body(Map.of())
                        .put("/api/tenants/default/disabled")
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void onlyWhoAdministersTheInstallationDisables() {
        String root = TenantSteps.tenant("other");

        Response answer = as(root).contentType("application/json")
                .body(Map.of("disabled", true))
                .put("/api/tenants/other/disabled");

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void aChangeOfRightsInOneTenantMakesNobodyElsesBeReadAgain() {
        String root = TenantSteps.tenant("busy");
        TenantSteps.tenant("quiet");
        RightsSource.Current quiet = current("quiet");
        RightsSource.Current busy = current("busy");

        TenantSteps.furnish(root, "@busy");

        assertThat(current("quiet")).isSameAs(quiet);
        assertThat(current("busy").version()).isGreaterThan(busy.version());
        assertThat(current("busy").rights().facts().groups()).hasSize(1);
    }

    @Test
    void anAgentOfATenantRenewsItsKey() {
        String root = TenantSteps.tenant("renewing");
        String key = agent(root, "web1@renewing");
        String token = SignIns.token(SignIns.clientCredentials("scan@web1@renewing", key));
        String next = KeySteps.newKey();

        Response renewed = KeySteps.rotate(token, key.substring(0, 16), Map.of("key", next));

        assertThat(renewed.statusCode()).as(renewed.asString()).isEqualTo(201);
        assertThat(SignIns.clientCredentials("scan@web1@renewing", next).statusCode())
                .isEqualTo(200);
    }

    @Test
    void everybodyIsToldWhoseTokenTheyHave() {
        String root = TenantSteps.tenant("told");

        assertThat(as(root).get("/api/auth/me").<String>path("tenant")).isEqualTo("told");
        assertThat(as(SignIns.administrator()).get("/api/auth/me").<String>path("tenant"))
                .isEqualTo("default");
        assertThat(as(SignIns.client("history")).get("/api/auth/me").<String>path("tenant"))
                .isEqualTo("*");
    }

    private RightsSource.Current current(String tenant) {
        return PresentTenancy.as(Tenancy.of(new Tenant(tenant)), rights::current);
    }

    /// What was done to tenant `informed`, newest first.
    private static Response done(String token) {
        return as(token)
                .queryParam("action", "create-tenant", "disable-tenant", "enable-tenant")
                .queryParam("target", "tenant informed")
                .get("/api/audit");
    }

    private static Response disable(String tenant, boolean disabled) {
        return as(SignIns.administrator())
                .contentType("application/json")
                .body(Map.of("disabled", disabled))
                .put("/api/tenants/" + tenant + "/disabled");
    }

    private static String enrolment(String token, String server) {
        return TenantSteps.post(token, "/api/auth/enrolments", Map.of("server", server))
                .path("token");
    }

    private static String agent(String token, String server) {
        String key = KeySteps.newKey();
        KeySteps.enrol(enrolment(token, server), server, key).then().statusCode(200);
        return key;
    }
}
