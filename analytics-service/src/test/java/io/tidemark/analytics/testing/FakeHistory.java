package io.tidemark.analytics.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// History over HTTP on the loopback interface: a list of newest snapshots in pages of one, their parts,
/// and a stream of events.
public class FakeHistory implements QuarkusTestResourceLifecycleManager {
    private static final List<MadeSnapshot> NEWEST = new CopyOnWriteArrayList<>();

    /// Those that are there for who names them.
    private static final List<MadeSnapshot> OTHERS = new CopyOnWriteArrayList<>();

    private @Nullable HttpServer server;
    private @Nullable Path data;

    @Override
    public Map<String, String> start() {
        try {
            Path folder = Files.createTempDirectory("analytics-test-");
            data = folder;
            NEWEST.addAll(Samples.make(folder.resolve("history")));
            OTHERS.addAll(Samples.copies(folder.resolve("history")));
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            http.createContext("/api/snapshots/latest", exchange -> list(exchange, NEWEST));
            http.createContext("/api/snapshots", exchange -> list(exchange, all()));
            http.createContext("/api/snapshots/", FakeHistory::part);
            http.createContext("/api/servers", FakeHistory::servers);
            http.createContext("/api/policies", FakeHistory::policies);
            http.start();
            server = http;
            return Map.of(
                    "analytics.history-url",
                    "http://127.0.0.1:" + http.getAddress().getPort(),
                    "analytics.cache-dir",
                    folder.resolve("cache").toString(),
                    "analytics.duplicates.dir",
                    folder.resolve("duplicates").toString(),
                    "analytics.engine.memory",
                    "256M",
                    "analytics.engine.queue",
                    "5",
                    "analytics.engine.queue-each",
                    "3");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
        NEWEST.clear();
        OTHERS.clear();
        if (data != null) {
            remove(data);
        }
    }

    private static List<MadeSnapshot> all() {
        return Stream.concat(NEWEST.stream(), OTHERS.stream()).toList();
    }

    private static void list(HttpExchange exchange, List<MadeSnapshot> snapshots) throws IOException {
        if (!authorized(exchange)) {
            return;
        }
        String query = exchange.getRequestURI().getQuery();
        int at = query == null || !query.contains("cursor=")
                ? 0
                : Integer.parseInt(query.substring(query.indexOf("cursor=") + "cursor=".length()));
        List<MadeSnapshot> page = snapshots.subList(at, Math.min(at + 1, snapshots.size()));
        String next = at + 1 < snapshots.size() ? "\"" + (at + 1) + "\"" : "null";
        String items = page.stream().map(MadeSnapshot::json).collect(Collectors.joining(","));
        answer(exchange, ("{\"items\":[" + items + "],\"nextCursor\":" + next + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static void part(HttpExchange exchange) throws IOException {
        if (!authorized(exchange)) {
            return;
        }
        String[] steps = exchange.getRequestURI().getPath().split("/", -1);
        for (MadeSnapshot made : all()) {
            if (made.snapshot().id().toString().equals(steps[3])) {
                if (steps[4].equals("manifest")) {
                    answer(exchange, made.manifest().getBytes(StandardCharsets.UTF_8));
                    return;
                }
                answer(
                        exchange,
                        Samples.delivered(made, Files.readAllBytes(made.folder().resolve(steps[5]))));
                return;
            }
        }
        exchange.sendResponseHeaders(404, -1);
        exchange.close();
    }

    private static void servers(HttpExchange exchange) throws IOException {
        if (authorized(exchange)) {
            answer(exchange, """
                    {"items":[{"name":"alpha","state":"reporting","firstSeenAt":null,"lastSeenAt":null,
                      "tags":{"department":"sales","role":"file"},"groups":["sales","everybody"]},
                     {"name":"beta","state":"silent","firstSeenAt":null,"lastSeenAt":null,
                      "tags":{"department":"research"},"groups":["everybody"]},
                     {"name":"alpha@acme","state":"reporting","firstSeenAt":null,"lastSeenAt":null,
                      "tags":{"department":"sales"},"groups":["sales@acme"]}],"nextCursor":null}""".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void policies(HttpExchange exchange) throws IOException {
        if (authorized(exchange)) {
            answer(exchange, """
                    {"items":[{"kind":"scan","target":"everything","version":1,"document":{"cpuShare":0.1},
                      "changedAt":"2026-11-01T00:00:00Z","changedBy":"ann"},
                     {"kind":"price","target":"everything","version":3,"changedAt":"2026-11-02T00:00:00Z","changedBy":"ann",
                      "document":{"currency":"EUR","tier":"hot","tiers":[
                       {"name":"hot","perGbMonth":"100000","perThousandReads":"0","perThousandWrites":"0","perGbRead":"0","leastBytes":0},
                       {"name":"cold","perGbMonth":"10000","perThousandReads":"0.4","perThousandWrites":"5","perGbRead":"9","leastBytes":1000}]}},
                     {"kind":"price","target":"group:sales","version":1,"changedAt":"2026-11-03T00:00:00Z","changedBy":"bob",
                      "document":{"tier":"cold"}},
                     {"kind":"price","target":"everything@acme","version":9,"changedAt":"2026-11-04T00:00:00Z",
                      "changedBy":"eve@acme","document":{"currency":"CHF","tier":"only","tiers":[
                       {"name":"only","perGbMonth":"7","perThousandReads":"0","perThousandWrites":"0","perGbRead":"0","leastBytes":0}]}}],
                     "nextCursor":null}""".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean authorized(HttpExchange exchange) throws IOException {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        if (header != null && header.startsWith("Bearer ")) {
            return true;
        }
        exchange.sendResponseHeaders(401, -1);
        exchange.close();
        return false;
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void remove(Path folder) {
        try (var paths = Files.walk(folder)) {
            paths.sorted(java.util.Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
