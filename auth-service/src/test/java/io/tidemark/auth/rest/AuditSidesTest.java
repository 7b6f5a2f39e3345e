package io.tidemark.auth.rest;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.auth.StateResource;
import io.tidemark.platform.test.PostgresResource;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static io.tidemark.auth.rest.KeySteps.as;
import static org.assertj.core.api.Assertions.assertThat;

/// A new operation that changes something must say what was there before and after, or why it says
/// nothing of that: `acts-table.txt`.
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(StateResource.class)
class AuditSidesTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String OTHER = "staple of another kind";
    private static final Pattern LINE = Pattern.compile("(\\w+) (?:sides ([a-z-]+)|none \\S.+)");

    @Test
    void everyOperationThatChangesSomethingHasALine() throws IOException {
        assertThat(table().keySet()).isEqualTo(FourEyesTableTest.changing());
    }

    @Test
    void everyRowThatShouldSaysWhatWasThereBeforeOrAfterAndNoSecret() throws IOException {
        accounts();
        rights();
        keys();
        enrolments();
        codes();
        TenantSteps.create(SignIns.administrator(), "sided").then().statusCode(201);
        put("/api/tenants/sided/disabled", Map.of("disabled", true));

        Set<String> expected = new TreeSet<>(table().values());
        expected.remove("");
        for (String action : expected) {
            Map<String, Object> newest = rows("action=" + action).getFirst();
            assertThat(newest.containsKey("before") || newest.containsKey("after"))
                    .as(action)
                    .isTrue();
        }
        assertThat(rows("limit=1000").toString())
                .doesNotContain(PASSWORD)
                .doesNotContain(OTHER)
                .doesNotContain("argon2");
    }

    @Test
    void aPasswordIsSetAndNothingMoreIsSaid() {
        SignIns.create("sided-password", PASSWORD, "viewer").then().statusCode(201);

        replacePassword("sided-password");

        assertThat(rows("action=replace-password&target=user sided-password").getFirst())
                .doesNotContainKey("before")
                .containsEntry("after", "{\"password\":\"set\",\"mustChangePassword\":true}");
    }

    @Test
    void aKeyIsToldWithoutItsTextWhenItIsMadeAndWhenItEnds() {
        Response made = KeySteps.own(SignIns.user("sided-holder", PASSWORD, "viewer"), "files:read");
        String id = made.path("made.id");

        as(SignIns.administrator()).delete("/api/auth/keys/" + id).then().statusCode(204);

        Map<String, Object> after = rows("action=make-key&target=key " + id).getFirst();
        assertThat(String.valueOf(after.get("after")))
                .startsWith("{\"id\":\"" + id + "\",\"holder\":\"user sided-holder\",\"scope\":[\"files:read\"],"
                        + "\"label\":\"nightly report\",\"expiresAt\":\"")
                .doesNotContain(made.<String>path("key"));
        assertThat(rows("action=end-key&target=key " + id).getFirst())
                .containsEntry("before", after.get("after"))
                .doesNotContainKey("after");
    }

    @Test
    void aRowSaysWhichSessionActed() {
        SignIns.create("sided-via", PASSWORD, "viewer").then().statusCode(201);

        assertThat(String.valueOf(rows("action=create-user&target=user sided-via")
                        .getFirst()
                        .get("via")))
                .matches("session [0-9a-f-]{36}");
    }

    private void accounts() {
        SignIns.create("sided", PASSWORD, "viewer").then().statusCode(201);
        put("/api/users/sided/roles", Map.of("roles", List.of("analyst")));
        replacePassword("sided");
        put("/api/users/sided/disabled", Map.of("disabled", true));
    }

    private void replacePassword(String account) {
        as(SignIns.administrator())
                .contentType("application/json")
                .body(Map.of("newPassword", OTHER))
                .post("/api/users/" + account + "/password")
                .then()
                .statusCode(204);
    }

    private void rights() {
        put("/api/roles/sided", Map.of("permissions", List.of("files:read")));
        put("/api/user-groups/sided", Map.of("users", List.of()));
        String id = "0192a7c4-0000-7000-8000-00000000051d";
        as(SignIns.administrator())
                .contentType("application/json")
                .body(Map.of("id", id, "group", "sided", "role", "sided"))
                .post("/api/assignments")
                .then()
                .statusCode(200);
        as(SignIns.administrator()).delete("/api/assignments/" + id).then().statusCode(200);
        as(SignIns.administrator()).delete("/api/user-groups/sided").then().statusCode(200);
        as(SignIns.administrator()).delete("/api/roles/sided").then().statusCode(200);
    }

    private static void keys() {
        String me = SignIns.user("sided-keys", PASSWORD, "viewer");
        String id =
                KeySteps.own(me, "files:read").then().statusCode(201).extract().path("made.id");
        String next = KeySteps.rotate(me, id, Map.of())
                .then()
                .statusCode(201)
                .extract()
                .path("made.id");
        as(me).delete("/api/auth/keys/" + next).then().statusCode(204);
    }

    private void enrolments() {
        Response made = KeySteps.enrolment(Map.of("server", "sided-1"));
        as(SignIns.administrator())
                .delete("/api/auth/enrolments/" + made.<String>path("made.id"))
                .then()
                .statusCode(204);
        KeySteps.enrol(KeySteps.enrolmentFor("sided-2"), "sided-2", KeySteps.newKey())
                .then()
                .statusCode(200);
    }

    private void codes() {
        String me = SignIns.user("sided-codes", PASSWORD, "viewer");
        OneTimeCodeResourceTest.Device device = OneTimeCodeResourceTest.device(me, "sided-codes");
        OneTimeCodeResourceTest.confirm(me, "sided-codes", device.code(0))
                .then()
                .statusCode(200);
        as(SignIns.administrator())
                .delete("/api/users/sided-codes/one-time-codes")
                .then()
                .statusCode(204);
    }

    private void put(String path, Map<String, Object> body) {
        as(SignIns.administrator())
                .contentType("application/json")
                .body(body)
                .put(path)
                .then()
                .statusCode(200);
    }

    private List<Map<String, Object>> rows(String filters) {
        return as(SignIns.administrator())
                .get("/api/audit?" + filters)
                .jsonPath()
                .getList("items");
    }

    /// The action that says sides, for each operation; empty where none does.
    private static Map<String, String> table() throws IOException {
        Map<String, String> actions = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/acts-table.txt"))) {
            Matcher matcher = LINE.matcher(line);
            if (!line.startsWith("#")) {
                assertThat(matcher.matches()).as(line).isTrue();
                String action = matcher.group(2) == null ? "" : matcher.group(2);
                assertThat(actions.put(matcher.group(1), action)).as(line).isNull();
            }
        }
        return actions;
    }
}
