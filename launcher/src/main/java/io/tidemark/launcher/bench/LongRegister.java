package io.tidemark.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.secret.Secrets;
import io.tidemark.launcher.trouble.Trouble;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// History's list of snapshots, filled past the service with snapshots that have no files, one a day of each of five
/// hundred servers; and what is asked of it. They count as just read through, so that nobody looks for the files.
record LongRegister(Layout layout) {
    private static final int SERVERS = 500;
    private static final int QUESTIONS = 1_000;

    /// @throws Trouble where the database refuses
    void fill(int snapshots) {
        String name = Service.HISTORY.databaseName();
        String url =
                "jdbc:postgresql://127.0.0.1:" + layout.databasePort() + "/" + name + "?options=-c%20tidemark.tenant=*";
        try (Connection connection = DriverManager.getConnection(url, name, new Secrets(layout.secrets()).of(name));
                Statement statement = connection.createStatement()) {
            statement.execute(rows(snapshots));
        } catch (SQLException e) {
            throw new Trouble("History's database cannot be filled: " + e.getMessage(), e);
        }
    }

    private static String rows(int snapshots) {
        return """
            insert into server (name, first_seen_at, last_seen_at)
                select 'listed-' || s, now(), now() from generate_series(0, %1$d - 1) s;
            insert into snapshot (id, server, root, volume, started_at, finished_at, registered_at, coverage, entries,
                    directories, size_bytes, allocated_bytes, errors, manifest_sha256, checked_at)
                select uuidv7(), 'listed-' || n %% %1$d, '/srv', '/',
                    date_trunc('day', now(), 'UTC') - n / %1$d * interval '1 day' + n %% %1$d * interval '1 minute',
                    date_trunc('day', now(), 'UTC') - n / %1$d * interval '1 day' + n %% %1$d * interval '1 minute',
                    now(), 1, 1000000, 20000, 5000000000, 6000000000, 0, repeat('a', 64),
                    now()
                from generate_series(0, %2$d - 1) n;
            insert into snapshot_part (snapshot_id, server, file, row_count, byte_count, sha256)
                select id, server, file, 1000000, 25000000, repeat('a', 64) from snapshot
                cross join (values ('entries-00000.parquet'), ('directories-00000.parquet')) f(file)
                where server like 'listed-%%';
            analyze;
            """.formatted(SERVERS, snapshots);
    }

    /// @throws Trouble where a page and the newest of all servers are not what was filled in
    void requireFilled(Api api, int snapshots) {
        int servers = Math.min(SERVERS, snapshots);
        JsonNode latest = api.get(Service.HISTORY, "/api/snapshots/latest").path("items");
        long listed = 0;
        for (JsonNode item : latest) {
            listed += item.path("server").asText().startsWith("listed-")
                            && item.path("parts").size() == 2
                    ? 1
                    : 0;
        }
        int ofOne = api.get(Service.HISTORY, "/api/snapshots?limit=1000&server=listed-0")
                .path("items")
                .size();
        if (listed != servers || ofOne != Math.min(1000, (snapshots + SERVERS - 1) / SERVERS)) {
            throw new Trouble(
                    "Of " + servers + " servers " + listed + " are listed, and of one server's snapshots " + ofOne);
        }
    }

    /// Lists of all, of a server, of its root and of a time, in turn.
    List<URI> lists() {
        SplittableRandom random = new SplittableRandom(1);
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            String server = "?server=listed-" + random.nextInt(SERVERS);
            asked.add(
                    switch (i % 4) {
                        case 0 -> "/api/snapshots";
                        case 1 -> "/api/snapshots" + server;
                        case 2 -> "/api/snapshots" + server + "&root=/srv&limit=" + (1 + random.nextInt(100));
                        default -> "/api/snapshots?to=2026-0" + (1 + random.nextInt(9)) + "-01T00:00:00Z";
                    });
        }
        return addresses(asked);
    }

    /// The newest of a server nine times, then that of each server once.
    List<URI> latest() {
        SplittableRandom random = new SplittableRandom(2);
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            asked.add(
                    i % 10 == 0
                            ? "/api/snapshots/latest"
                            : "/api/snapshots/latest?server=listed-" + random.nextInt(SERVERS));
        }
        return addresses(asked);
    }

    private List<URI> addresses(List<String> paths) {
        return paths.stream().map(layout.address(Service.HISTORY)::resolve).toList();
    }
}
