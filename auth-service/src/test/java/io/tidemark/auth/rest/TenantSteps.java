package io.tidemark.auth.rest;

import io.restassured.response.Response;

import java.util.List;
import java.util.Map;

/// What the people of a tenant do, as callers do it.
final class TenantSteps {
    static final String PASSWORD = "seven wet tidal flats";
    private static final String FIRST = "the first of many tides";

    private TenantSteps() {}

    static Response create(String token, String name) {
        return KeySteps.as(token)
                .contentType("application/json")
                .body(Map.of("name", name, "description", "", "administrator", "root", "password", FIRST))
                .post("/api/tenants");
    }

    /// Makes a tenant and gives its administrator's token.
    static String tenant(String name) {
        create(SignIns.administrator(), name).then().statusCode(201);
        String admin = "root@" + name;
        String first = SignIns.token(SignIns.password(admin, FIRST));
        KeySteps.as(first)
                .contentType("application/json")
                .body(Map.of("oldPassword", FIRST, "newPassword", PASSWORD))
                .post("/api/users/" + admin + "/password")
                .then()
                .statusCode(204);
        return SignIns.token(SignIns.password(admin, PASSWORD));
    }

    /// Users, groups, roles, assignments, keys and enrolments under names that end so; alike for every end.
    static void furnish(String token, String end) {
        post(token, "/api/users", Map.of("name", "eve" + end, "password", PASSWORD, "roles", List.of("viewer")));
        put(token, "/api/roles/reader" + end, Map.of("description", "reads", "permissions", List.of("files:read")));
        put(
                token,
                "/api/user-groups/crew" + end,
                Map.of("description", "all", "users", List.of("eve" + end), "groups", List.of()));
        post(
                token,
                "/api/assignments",
                Map.of(
                        "group", "crew" + end,
                        "role", "reader" + end,
                        "scope", Map.of("kind", "server", "name", "web1" + end)));
        post(token, "/api/auth/enrolments", Map.of("server", "web1" + end));
        KeySteps.own(token, "files:read").then().statusCode(201);
    }

    static Response get(String token, String path) {
        return KeySteps.as(token).get(path);
    }

    static Response post(String token, String path, Map<String, ?> body) {
        Response answer =
                KeySteps.as(token).contentType("application/json").body(body).post(path);
        answer.then().statusCode(org.hamcrest.Matchers.lessThan(300));
        return answer;
    }

    static Response put(String token, String path, Map<String, ?> body) {
        Response answer =
                KeySteps.as(token).contentType("application/json").body(body).put(path);
        answer.then().statusCode(org.hamcrest.Matchers.lessThan(300));
        return answer;
    }
}
