package io.tidemark.auth.rest;

import io.restassured.response.Response;
import io.tidemark.platform.test.PostgresResource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.tidemark.auth.rest.KeySteps.as;

/// One request for each operation that waits for a second administrator, on things of its own; alike
/// in every tenant.
final class EveryChange {
    static final String PASSWORD = "correct horse battery";
    static final String OTHER_PASSWORD = "a wholly new password";

    private EveryChange() {}

    /// By operation; of `default` (no end) also what is the installation's affair. What they change is
    /// made past the interface.
    ///
    /// @param end of all names of the tenant
    /// @param hash of [#PASSWORD]
    static Map<String, Supplier<Response>> asked(String token, String end, String hash) {
        forget();
        UUID given = UUID.randomUUID();
        for (String name : List.of("old", "off", "codes", "roles", "keys")) {
            sql("INSERT INTO account (name, password_hash, disabled, created_at) VALUES ('table-" + name + end + "', '"
                    + hash + "', " + name.equals("off") + ", now())");
        }
        sql("INSERT INTO second_factor VALUES ('table-codes" + end + "', '\\x00', now(), now(), 0);"
                + " INSERT INTO account_role VALUES ('table-keys" + end + "', 'viewer');"
                + " INSERT INTO custom_role VALUES ('table-role" + end + "', ''), ('table-given" + end + "', '');"
                + " INSERT INTO user_group VALUES ('table-group" + end + "', '');"
                + " INSERT INTO assignment (id, account, role, scope_kind) VALUES ('" + given + "', 'table-roles" + end
                + "', 'table-given" + end + "', 'everything')");
        Map<String, Supplier<Response>> asked = new TreeMap<>();
        asked.put(
                "giveRole",
                () -> post(token, "/api/assignments", Map.of("user", "table-roles" + end, "role", "viewer")));
        asked.put("withdrawRole", () -> as(token).delete("/api/assignments/" + given));
        asked.put(
                "putRole",
                () -> put(token, "/api/roles/table-made" + end, Map.of("permissions", List.of("files:read"))));
        asked.put("removeRole", () -> as(token).delete("/api/roles/table-role" + end));
        asked.put(
                "putUserGroup",
                () -> put(token, "/api/user-groups/table-people" + end, Map.of("users", List.of("table-old" + end))));
        asked.put("removeUserGroup", () -> as(token).delete("/api/user-groups/table-group" + end));
        asked.put(
                "setUserRoles",
                () -> put(token, "/api/users/table-roles" + end + "/roles", Map.of("roles", List.of("analyst"))));
        asked.put(
                "createUser",
                () -> post(
                        token,
                        "/api/users",
                        Map.of("name", "table-new" + end, "password", PASSWORD, "roles", List.of("viewer"))));
        asked.put(
                "replacePassword",
                () -> post(token, "/api/users/table-old" + end + "/password", Map.of("newPassword", OTHER_PASSWORD)));
        asked.put("resetOneTimeCodes", () -> as(token).delete("/api/users/table-codes" + end + "/one-time-codes"));
        asked.put(
                "disableUser", () -> put(token, "/api/users/table-off" + end + "/disabled", Map.of("disabled", false)));
        asked.put(
                "makeKey",
                () -> KeySteps.make(
                        token, Map.of("user", "table-keys" + end, "scope", List.of("files:read"), "label", "table")));
        if (end.isEmpty()) {
            sql("INSERT INTO tenant VALUES ('table-tenant', '', 'setup', now(), now())");
            asked.put(
                    "disableTenant", () -> put(token, "/api/tenants/table-tenant/disabled", Map.of("disabled", false)));
        }
        return asked;
    }

    /// Everything that says who may do what.
    static String everythingKept() {
        return text(Stream.of(
                        "account",
                        "account_role",
                        "user_group",
                        "user_group_user",
                        "custom_role",
                        "custom_role_allowed",
                        "assignment",
                        "second_factor",
                        "api_key",
                        "tenant")
                .map(table ->
                        "(SELECT coalesce(string_agg(x::text, ';' ORDER BY x::text), '') FROM " + table + " AS x)")
                .collect(Collectors.joining(" || E'\\n' || ", "SELECT ", "")));
    }

    static void forget() {
        sql("DELETE FROM assignment WHERE role LIKE 'table-%'; DELETE FROM api_key WHERE label = 'table';"
                + " DELETE FROM account WHERE name LIKE 'table-%'; DELETE FROM custom_role WHERE name LIKE 'table-%';"
                + " DELETE FROM user_group WHERE name LIKE 'table-%'; DELETE FROM tenant WHERE name LIKE 'table-%'");
    }

    static void sql(String statements) {
        try (Connection connection = PostgresResource.owner();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(String query) {
        try (Connection connection = PostgresResource.owner();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Response post(String token, String path, Map<String, ?> body) {
        return as(token).contentType("application/json").body(body).post(path);
    }

    private static Response put(String token, String path, Map<String, ?> body) {
        return as(token).contentType("application/json").body(body).put(path);
    }
}
