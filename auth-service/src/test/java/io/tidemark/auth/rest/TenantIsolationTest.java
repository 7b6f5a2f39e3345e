package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.auth.audit.TenantLog;
import io.tidemark.auth.audit.TenantLogs;
import io.tidemark.auth.audit.VerifyExport;
import io.tidemark.platform.tenant.Tenant;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/// Nothing of one tenant reaches the people of another, by whatever way they ask.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class TenantIsolationTest {
    @TempDir
    Path folder;

    @Inject
    TenantLogs logs;

    /// Made once, with alike things in it and in `default`.
    private static String acme = "";

    private static String acme() {
        if (acme.isEmpty()) {
            acme = TenantSteps.tenant("acme");
            TenantSteps.furnish(acme, "@acme");
            TenantSteps.tenant("globex");
            TenantSteps.furnish(SignIns.administrator(), "");
        }
        return acme;
    }

    @Test
    void listsHoldWhatIsOnesOwn() {
        String token = acme();

        assertThat(names(TenantSteps.get(token, "/api/users"), "name")).containsExactly("eve@acme", "root@acme");
        assertThat(names(TenantSteps.get(token, "/api/user-groups"), "name")).containsExactly("crew@acme");
        assertThat(names(TenantSteps.get(token, "/api/roles"), "name"))
                .contains("administrator", "reader@acme")
                .doesNotContain("reader");
        assertThat(names(TenantSteps.get(token, "/api/assignments"), "group")).containsExactly("crew@acme");
        assertThat(names(TenantSteps.get(token, "/api/auth/keys"), "holder"))
                .contains("root@acme")
                .allMatch(holder -> holder.endsWith("@acme"));
        assertThat(names(TenantSteps.get(token, "/api/auth/enrolments"), "server"))
                .contains("web1@acme")
                .allMatch(server -> server == null || server.endsWith("@acme"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/users?limit=1000",
                "/api/user-groups?limit=1000",
                "/api/roles",
                "/api/assignments?limit=1000",
                "/api/auth/keys?limit=1000",
                "/api/auth/enrolments?limit=1000",
                "/api/audit?limit=1000&target=GET"
            })
    void whoMadeATenantSeesNothingOfIt(String path) {
        acme();

        String answer = TenantSteps.get(SignIns.administrator(), path).asString();

        assertThat(answer).doesNotContain("@acme").doesNotContain("@globex");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eve", "nobody", "eve@globex", "root@globex", "nobody@globex"})
    void aPersonOfAnotherTenantIsAsIfThereWereNone(String name) {
        String token = acme();

        assertThat(TenantSteps.get(token, "/api/users/" + name + "/rights").statusCode())
                .isEqualTo(404);
        assertThat(disable(token, name).statusCode()).isEqualTo(404);
        assertThat(TenantSteps.get(token, "/api/users/" + name + "/sessions").<List<?>>path("items"))
                .isEmpty();
        assertThat(sameBut(name, authorize(token, name)))
                .isEqualTo(sameBut("ghost@acme", authorize(token, "ghost@acme")));
    }

    @ParameterizedTest
    @CsvSource({
        "/api/users, '{\"name\": \"NAME\", \"password\": \"seven wet tidal flats\", \"roles\": [\"viewer\"]}', POST",
        "/api/roles/NAME, '{\"description\": \"\", \"permissions\": [\"files:read\"]}', PUT",
        "/api/user-groups/NAME, '{\"description\": \"\", \"users\": [], \"groups\": []}', PUT",
        "/api/auth/enrolments, '{\"server\": \"NAME\"}', POST"
    })
    void namesOfOthersCannotBeMadeAndNobodyLearnsWhetherThereAreAny(String path, String body, String method) {
        String token = acme();

        for (String name : List.of("eve", "crew", "reader", "never-made", "eve@globex", "never-made@globex")) {
            Response refused = KeySteps.as(token)
                    .contentType("application/json")
                    .body(body.replace("NAME", name))
                    .request(method, path.replace("NAME", name));
            assertThat(refused.statusCode()).as(name).isEqualTo(422);
            assertThat(refused.<String>path("code")).isEqualTo("name-outside-tenant");
            assertThat(refused.<String>path("detail")).startsWith("Names of your tenant end with '@acme'");
        }
    }

    @Test
    void rightsAreNotGivenInPlacesOfOthersNorToTheirPeople() {
        String token = acme();

        Response place = give(token, Map.of("user", "eve@acme", "role", "viewer", "scope", server("web1")));
        Response person = give(token, Map.of("user", "eve", "role", "viewer", "scope", server("web1@acme")));
        Response role = give(token, Map.of("user", "eve@acme", "role", "reader", "scope", server("web1@acme")));

        assertThat(place.<String>path("code")).isEqualTo("name-outside-tenant");
        assertThat(person.statusCode()).isEqualTo(422);
        assertThat(person.asString()).contains("there is no account 'eve'");
        assertThat(role.asString()).contains("there is no role 'reader'");
    }

    @Test
    void aRightForEverythingEndsWithTheTenant() {
        String token = acme();

        assertThat(decision(token, "web1@acme").<Boolean>path("allowed")).isTrue();
        assertThat(decision(token, "web1").<Boolean>path("allowed")).isFalse();
        assertThat(decision(token, "web1@globex").<Boolean>path("allowed")).isFalse();
    }

    @Test
    void tenantsAreTheInstallationsAffair() {
        String token = acme();

        assertThat(TenantSteps.get(token, "/api/tenants").statusCode()).isEqualTo(403);
        assertThat(TenantSteps.create(token, "initech").statusCode()).isEqualTo(403);
        assertThat(TenantSteps.get(token, "/api/users/root@acme/rights").asString())
                .doesNotContain("tenants:");
        assertThat(names(TenantSteps.get(SignIns.administrator(), "/api/tenants"), "name"))
                .contains("acme", "default", "globex");
    }

    @Test
    void aTenantIsMadeOnceWithANameAndAnAdministratorThatCanBe() {
        acme();
        String token = SignIns.administrator();

        assertThat(TenantSteps.create(token, "acme").<String>path("code")).isEqualTo("tenant-taken");
        assertThat(TenantSteps.create(token, "default").statusCode()).isEqualTo(409);
        Response wrong = TenantSteps.create(token, "No Name");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.<List<String>>path("errors.field")).containsExactly("name");
    }

    @Test
    void tokensOfOthersAreNoTokensForWhoAsks() {
        String token = acme();
        String other = SignIns.administrator();

        assertThat(introspect(token, other)).isFalse();
        assertThat(introspect(token, SignIns.client("history"))).isFalse();
        assertThat(introspect(other, token)).isFalse();
        assertThat(introspect(token, token)).isTrue();
        assertThat(introspect(SignIns.client("history"), token)).isTrue();
    }

    @Test
    void anEnrolmentTokenLetsInServersOfItsMakersTenantOnly() {
        String token =
                TenantSteps.post(acme(), "/api/auth/enrolments", Map.of()).path("token");

        assertThat(KeySteps.enrol(token, "fresh", KeySteps.newKey()).statusCode())
                .isEqualTo(401);
        assertThat(KeySteps.enrol(token, "fresh@acme", KeySteps.newKey()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theAuditLogOfATenantIsWholeByItselfAndTellsOfNobodyElse() {
        String token = acme();
        KeySteps.as(token).get("/api/tenants");

        Response rows = TenantSteps.get(token, "/api/audit?limit=1000");
        List<Integer> places = rows.path("items.sequence");

        assertThat(places.reversed())
                .containsExactlyElementsOf(java.util.stream.IntStream.rangeClosed(1, places.size())
                        .boxed()
                        .toList());
        List<String> subjects = rows.path("items.subject");
        assertThat(subjects.removeLast()).isEqualTo("operator");
        assertThat(subjects).allMatch(subject -> subject.endsWith("@acme"));
        Response verified = TenantSteps.get(token, "/api/audit/verify");
        assertThat(verified.<Boolean>path("intact")).isTrue();
        assertThat(verified.<String>path("verifier")).startsWith("tidemark-auth/audit/acme+");
        assertThat(TenantSteps.get(token, "/api/audit/export").asString())
                .contains("@acme")
                .doesNotContain("\"administrator\"")
                .doesNotContain("@globex");
    }

    @Test
    void theExportOfATenantIsVerifiedWhereNoServiceRunsWithItsOwnCheckpointsOnly() throws Exception {
        String token = acme();
        TenantLog log = logs.of(new Tenant("acme"));
        log.sealer().seal();
        logs.of(Tenant.DEFAULT).sealer().seal();
        Path export = Files.writeString(
                folder.resolve("export.ndjson"),
                TenantSteps.get(token, "/api/audit/export").asString());
        Path own = SignIns.state().resolve("audit-checkpoints@acme");
        String verifier = log.sealer().verifier().toString();

        assertThat(TenantSteps.get(token, "/api/audit/checkpoint").asString()).startsWith("tidemark-auth/audit/acme\n");
        assertThat(VerifyExport.run(new String[] {export.toString(), own.toString(), verifier}, System.out))
                .isZero();
        assertThat(VerifyExport.run(
                        new String[] {
                            export.toString(),
                            SignIns.state().resolve("audit-checkpoints").toString(),
                            logs.of(Tenant.DEFAULT).sealer().verifier().toString()
                        },
                        System.out))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from audit where tenant = 'acme' and sequence = 3",
                "update audit set tenant = 'initech' where tenant = 'acme' and sequence = 3",
                "update audit set subject = 'root@globex' where tenant = 'acme' and sequence = 3"
            })
    void whatHappensToTheLogOfOneTenantIsFoundThereAndNowhereElse(String change) throws Exception {
        String token = acme();
        try (Connection owner = PostgresResource.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("alter table audit disable trigger user");
            statement.execute("create table kept as select * from audit where tenant = 'acme' and sequence = 3");
        }
        boolean here;
        boolean there;
        try {
            try (Connection owner = PostgresResource.owner();
                    Statement statement = owner.createStatement()) {
                statement.execute(change);
            }
            here = TenantSteps.get(token, "/api/audit/verify").path("intact");
            there = TenantSteps.get(SignIns.administrator(), "/api/audit/verify")
                    .path("intact");
        } finally {
            try (Connection owner = PostgresResource.owner();
                    Statement statement = owner.createStatement()) {
                statement.execute("delete from audit where hash in (select hash from kept)"
                        + " or (tenant = 'acme' and sequence = 3)");
                statement.execute("insert into audit select * from kept");
                statement.execute("drop table kept");
                statement.execute("alter table audit enable trigger user");
            }
        }

        assertThat(here).isFalse();
        assertThat(there).isTrue();
    }

    private static Response disable(String token, String name) {
        return KeySteps.as(token)
                .contentType("application/json")
                .body(Map.of("disabled", true))
                .put("/api/users/" + name + "/disabled");
    }

    private static Response authorize(String token, String user) {
        return KeySteps.as(token)
                .contentType("application/json")
                .body(Map.of("user", user, "permission", "files:read"))
                .post("/api/authorize");
    }

    private static Response decision(String token, String server) {
        return KeySteps.as(token)
                .contentType("application/json")
                .body(Map.of("permission", "files:read", "target", Map.of("server", server)))
                .post("/api/authorize");
    }

    private static Map<String, String> server(String name) {
        return Map.of("kind", "server", "name", name);
    }

    private static Response give(String token, Map<String, ?> body) {
        return KeySteps.as(token).contentType("application/json").body(body).post("/api/assignments");
    }

    private static boolean introspect(String token, String about) {
        return KeySteps.as(token)
                .formParam("token", about)
                .post("/api/auth/introspect")
                .<Boolean>path("active");
    }

    private static String sameBut(String name, Response answer) {
        return answer.statusCode() + " " + answer.asString().replace(name, "NAME");
    }

    private static List<String> names(Response answer, String field) {
        answer.then().statusCode(200);
        return answer.path("items." + field);
    }
}
