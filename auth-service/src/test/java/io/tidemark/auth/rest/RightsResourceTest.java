package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class RightsResourceTest {
    private static final String PASSWORD = "correct horse battery";

    @Test
    void aRoleGivenToANestedGroupInAScopeIsExplainedExportedAndInTheToken() {
        user("rita");
        put("/api/roles/web-reader", Map.of("permissions", List.of("files:read"), "included", List.of("auditor")), 200);
        put("/api/user-groups/rita-inner", Map.of("users", List.of("rita")), 200);
        put("/api/user-groups/rita-outer", Map.of("groups", List.of("rita-inner")), 200);
        give(Map.of("group", "rita-outer", "role", "web-reader", "scope", Map.of("kind", "server", "name", "web-1")));

        Response answer = ask("rita", "files:read", Map.of("server", "web-1", "path", "/srv"));

        assertThat(answer.<Boolean>path("allowed")).isTrue();
        assertThat(answer.<List<String>>path("allowance.groups")).containsExactly("rita-inner", "rita-outer");
        assertThat(answer.<List<String>>path("allowance.roles")).containsExactly("web-reader");
        assertThat(answer.<String>path("allowance.rule")).isEqualTo("allow files:read");
        assertThat(answer.<String>path("allowance.assignment.scope.name")).isEqualTo("web-1");
        assertThat(ask("rita", "files:read", Map.of("server", "web-2")).<Boolean>path("allowed"))
                .isFalse();
        Response export = administrator().get("/api/users/rita/rights");
        assertThat(export.<List<String>>path("items.permission")).containsExactly("audit:read", "files:read");
        String claims = claims(SignIns.token(SignIns.password("rita", PASSWORD)));
        assertThat(claims)
                .contains("\"scope\":\"\"")
                .contains("\"effect\":\"allow\"", "\"scope\":\"files:read audit:read\"", "\"name\":\"web-1\"");
    }

    @Test
    void aDryRunTellsWhoGainsAndChangesNothing() {
        user("dora");

        Response answer = administrator()
                .contentType("application/json")
                .body(Map.of("user", "dora", "role", "operator"))
                .post("/api/assignments?dryRun=true");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<Boolean>path("applied")).isFalse();
        assertThat(answer.<List<String>>path("users.user")).containsExactly("dora");
        assertThat(answer.<List<String>>path("users[0].gains.permission")).contains("rules:write", "files:read");
        assertThat(answer.<List<?>>path("users[0].losses")).isEmpty();
        assertThat(administrator().get("/api/users/dora/rights").<List<?>>path("items"))
                .isEmpty();
    }

    @Test
    void nobodyGivesWhatTheyDoNotHaveAndTheRefusalIsInTheLog() {
        put("/api/roles/keeper", Map.of("permissions", List.of("roles:write", "users:write", "users:read")), 200);
        user("keeper-karl", "viewer");
        give(Map.of("user", "keeper-karl", "role", "keeper"));
        user("keeper-friend");
        String karl = SignIns.token(SignIns.password("keeper-karl", PASSWORD));

        Response beyond = give(karl, Map.of("user", "keeper-karl", "role", "administrator"));
        Response role = as(karl).contentType("application/json")
                .body(Map.of("permissions", List.of("roles:write", "audit:read")))
                .put("/api/roles/keeper");
        Response password = as(karl).contentType("application/json")
                .body(Map.of("newPassword", "a wholly new password"))
                .post("/api/users/administrator/password");
        Response made = as(karl).contentType("application/json")
                .body(Map.of("name", "karls-helper", "password", PASSWORD, "roles", List.of("administrator")))
                .post("/api/users");
        Response within = give(karl, Map.of("user", "keeper-friend", "role", "viewer"));

        for (Response refused : List.of(beyond, role, password, made)) {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.<String>path("code")).isEqualTo("beyond-own-rights");
        }
        assertThat(within.statusCode()).isEqualTo(200);
        assertThat(administrator()
                        .get("/api/audit?action=deny&subject=keeper-karl")
                        .<List<String>>path("items.reason"))
                .contains("beyond-own-rights");
    }

    @Test
    void everyChangeOfRightsIsInTheLogWithWhatWasBeforeAndAfter() {
        user("logged-lea");
        put("/api/users/logged-lea/roles", Map.of("roles", List.of("viewer")), 200);
        put("/api/users/logged-lea/roles", Map.of("roles", List.of("analyst", "viewer")), 200);

        Map<String, ?> row =
                administrator().get("/api/audit?action=set-user-roles&limit=1").path("items[0]");

        assertThat(row.get("subject")).isEqualTo("administrator");
        assertThat(row.get("target")).isEqualTo("user logged-lea");
        assertThat(row.get("reason")).isEqualTo("from [viewer] to [analyst viewer]; users affected: 0");
    }

    @Test
    void theLastAdministratorKeepsTheRole() {
        Response answer = administrator()
                .contentType("application/json")
                .body(Map.of("roles", List.of("viewer")))
                .put("/api/users/administrator/roles");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.<String>path("code")).isEqualTo("last-administrator");
    }

    @Test
    void whatDoesNotHoldTogetherIsRefusedWithItsField() {
        put("/api/user-groups/ring-a", Map.of(), 200);
        put("/api/user-groups/ring-b", Map.of("groups", List.of("ring-a")), 200);

        assertField(put("/api/user-groups/ring-a", Map.of("groups", List.of("ring-b")), 422), "groups");
        assertField(put("/api/user-groups/ring-c", Map.of("users", List.of("nobody-here")), 422), "users");
        assertField(put("/api/roles/odd", Map.of("permissions", List.of("files:eat")), 422), "permissions");
        assertField(put("/api/roles/odd", Map.of("included", List.of("odd")), 422), "included");
        assertField(put("/api/roles/Odd", Map.of(), 422), "name");
        assertField(give(SignIns.administrator(), Map.of("user", "administrator", "group", "ring-a")), "user");
        assertField(
                give(
                        SignIns.administrator(),
                        Map.of(
                                "user",
                                "administrator",
                                "role",
                                "viewer",
                                "scope",
                                Map.of("kind", "folder", "name", "x"))),
                "scope");
        assertThat(put("/api/roles/viewer", Map.of(), 409).<String>path("code")).isEqualTo("built-in-role");
        assertThat(administrator().delete("/api/user-groups/ring-a").<String>path("code"))
                .isEqualTo("still-used");
        assertThat(administrator().delete("/api/user-groups/ring-b").statusCode())
                .isEqualTo(200);
        assertThat(administrator().delete("/api/roles/never-made").statusCode()).isEqualTo(404);
    }

    @Test
    void givingTwiceWithOneIdGivesOnceAndWithdrawingTakesItBack() {
        user("twice-tom");
        Map<String, ?> wanted = Map.of(
                "id",
                "7b0e0f86-6c3f-4d0e-9e2b-4b1f6f0a0001",
                "user",
                "twice-tom",
                "role",
                "auditor",
                "until",
                "2999-01-01T00:00:00Z");

        give(wanted).then().statusCode(200);
        give(wanted).then().statusCode(200);

        Response list = administrator().get("/api/assignments?user=twice-tom");
        assertThat(list.<List<String>>path("items.role")).containsExactly("auditor");
        assertThat(list.<String>path("items[0].until")).isEqualTo("2999-01-01T00:00:00Z");
        assertThat(give(Map.of("id", wanted.get("id"), "user", "twice-tom", "role", "viewer"))
                        .<String>path("code"))
                .isEqualTo("id-taken");
        Response taken = administrator().delete("/api/assignments/" + wanted.get("id"));
        assertThat(taken.<List<String>>path("users[0].losses.permission")).containsExactly("audit:read");
        assertThat(administrator().get("/api/assignments?user=twice-tom").<List<?>>path("items"))
                .isEmpty();
    }

    @Test
    void peopleAskAboutThemselvesOnly() {
        user("self-sam", "viewer");
        String sam = SignIns.token(SignIns.password("self-sam", PASSWORD));

        assertThat(as(sam).get("/api/users/self-sam/rights").statusCode()).isEqualTo(200);
        assertThat(as(sam).get("/api/users/administrator/rights").statusCode()).isEqualTo(403);
        assertThat(as(sam).get("/api/users/nobody-at-all/rights").statusCode()).isEqualTo(403);
        assertThat(as(sam).contentType("application/json")
                        .body(Map.of("permission", "users:write"))
                        .post("/api/authorize")
                        .<Boolean>path("allowed"))
                .isFalse();
        assertThat(as(sam).contentType("application/json")
                        .body(Map.of("permission", "users:write", "user", "administrator"))
                        .post("/api/authorize")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void changesAtTheSameTimeAllHappen() throws Exception {
        user("busy-bee");
        String token = SignIns.administrator();
        List<String> roles = IntStream.range(0, 12).mapToObj(i -> "busy-" + i).toList();
        List<Future<Integer>> answers;

        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            answers = roles.stream()
                    .map(role -> pool.submit(() -> as(token)
                            .contentType("application/json")
                            .body(Map.of("permissions", List.of("files:read")))
                            .put("/api/roles/" + role)
                            .statusCode()))
                    .toList();
        }

        for (Future<Integer> answer : answers) {
            assertThat(answer.get()).isIn(200, 409);
        }
        long made = answers.stream().filter(a -> a.resultNow() == 200).count();
        List<String> known = administrator().get("/api/roles").path("items.name");
        assertThat(known.stream().filter(roles::contains).count()).isEqualTo(made);
        assertThat(made).isGreaterThan(3);
    }

    private static void assertField(Response answer, String field) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(422);
        assertThat(answer.<List<String>>path("errors.field")).containsExactly(field);
    }

    private static void user(String name, String... roles) {
        SignIns.create(name, PASSWORD, roles.length == 0 ? new String[] {"auditor"} : roles)
                .then()
                .statusCode(201);
        if (roles.length == 0) {
            put("/api/users/" + name + "/roles", Map.of("roles", List.of()), 200);
        }
    }

    private static Response ask(String user, String permission, Map<String, ?> target) {
        return administrator()
                .contentType("application/json")
                .body(Map.of("user", user, "permission", permission, "target", target))
                .post("/api/authorize");
    }

    private static Response give(Map<String, ?> wanted) {
        return give(SignIns.administrator(), wanted);
    }

    private static Response give(String token, Map<String, ?> wanted) {
        return as(token).contentType("application/json").body(wanted).post("/api/assignments");
    }

    private static Response put(String path, Map<String, ?> body, int status) {
        Response answer =
                administrator().contentType("application/json").body(body).put(path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return answer;
    }

    private static RequestSpecification administrator() {
        return as(SignIns.administrator());
    }

    private static RequestSpecification as(String token) {
        return given().auth().oauth2(token);
    }

    private static String claims(String token) {
        return new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8);
    }
}
