package io.tidemark.launcher.bench;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.secret.Secrets;
import io.tidemark.launcher.trouble.Trouble;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// 10,000 users in 1,000 nested groups with 500 roles, put into auth-service's database: making them by its API would
/// take the hashing of 10,000 passwords. All have the administrator's password.
final class Crowd {
    static final int USERS = 10_000;

    private static final List<String> ROWS = List.of(
            "insert into account (name, password_hash, created_at) select 'user-' || n, password_hash, now()"
                    + " from account, generate_series(1, 10000) n where name = 'administrator'",
            "insert into custom_role (name, description) select 'role-' || n, '' from generate_series(1, 500) n",
            "insert into custom_role_allowed (role, permission) select 'role-' || n, p from generate_series(1, 500) n,"
                    + " unnest(array['files:read', 'servers:read', 'alerts:read', 'samples:read']) with ordinality u(p, i)"
                    + " where (n + i) % 3 = 0",
            "insert into custom_role_denied (role, permission) select 'role-' || n, 'scans:execute'"
                    + " from generate_series(1, 500) n where n % 50 = 0",
            "insert into custom_role_included (role, included) select 'role-' || n, 'role-' || n / 2"
                    + " from generate_series(2, 500) n",
            "insert into user_group (name, description) select 'group-' || n, '' from generate_series(1, 1000) n",
            "insert into user_group_group (user_group, member) select 'group-' || n / 2, 'group-' || n"
                    + " from generate_series(2, 1000) n",
            "insert into user_group_user (user_group, account) select 'group-' || g, 'user-' || 1 + (g * 37 + k * 331) % 10000"
                    + " from generate_series(1, 1000) g, generate_series(1, 30) k on conflict do nothing",
            "insert into assignment (id, user_group, role, scope_kind, scope_name) select gen_random_uuid(),"
                    + " 'group-' || 1 + n % 1000, 'role-' || 1 + n % 500, 'server', 'server-' || n % 200"
                    + " from generate_series(1, 10000) n",
            "insert into assignment (id, account, role, scope_kind, scope_name) select gen_random_uuid(),"
                    + " 'user-' || n, 'role-' || 1 + n % 500, 'server', 'server-' || n % 200"
                    + " from generate_series(1, 10000) n");

    private final Layout layout;

    Crowd(Layout layout) {
        this.layout = layout;
    }

    static String user(int number) {
        return "user-" + (1 + number % USERS);
    }

    void gather() {
        withDatabase(statement -> {
            for (String rows : ROWS) {
                statement.execute(rows);
            }
        });
    }

    /// @throws Trouble where a commit can be lost
    void requireDurable() {
        withDatabase(statement -> {
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                requireOn(statement, setting);
            }
        });
    }

    private static void requireOn(Statement statement, String setting) throws SQLException {
        try (ResultSet found = statement.executeQuery("show " + setting)) {
            found.next();
            if (!found.getString(1).equals("on")) {
                throw new Trouble("The database's " + setting + " is " + found.getString(1));
            }
        }
    }

    private void withDatabase(Work work) {
        String name = Service.AUTH.databaseName();
        String url =
                "jdbc:postgresql://127.0.0.1:" + layout.databasePort() + "/" + name + "?options=-c%20tidemark.tenant=*";
        String password = new Secrets(layout.secrets()).of(name);
        try (Connection database = DriverManager.getConnection(url, name, password);
                Statement statement = database.createStatement()) {
            work.with(statement);
        } catch (SQLException e) {
            throw new Trouble("auth-service's database refuses: " + e.getMessage(), e);
        }
    }

    /// Something done in the database.
    private interface Work {
        void with(Statement statement) throws SQLException;
    }
}
