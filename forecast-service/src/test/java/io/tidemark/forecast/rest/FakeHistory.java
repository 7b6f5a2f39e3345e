package io.tidemark.forecast.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Stands in for history-service on the loopback: servers `web-1` and `web-1@acme`, each with a growing, a full and a
/// young volume, and a
/// pseudo
/// file system without size. The days come in two pages. The figures are relative to today.
public class FakeHistory implements QuarkusTestResourceLifecycleManager {

    private static final List<String> SERVERS = List.of("web-1", "web-1@acme");
    private static final String AWAY = "tidemark.test.history-away";

    private @Nullable HttpServer server;

    /// Makes history answer 503 to everything, or not.
    static void away(boolean away) {
        System.setProperty(AWAY, Boolean.toString(away));
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/samples/latest", exchange -> answer(exchange, latest(exchange)));
        server.createContext("/api/samples/daily", exchange -> answer(exchange, daily(exchange)));
        server.start();
        return Map.of(
                "forecast.history-url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "forecast.check-delay",
                "PT1H");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static String latest(HttpExchange exchange) {
        String query = query(exchange);
        String items = SERVERS.stream()
                .filter(server -> query.isEmpty() || query.equals("server=" + server.replace("@", "%40")))
                .flatMap(server -> Stream.of(
                        newest(server, "/data", 1000, 590),
                        newest(server, "/full", 50, 50),
                        newest(server, "/new", 100, 3),
                        newest(server, "/proc", 0, 0)))
                .collect(Collectors.joining(","));
        return page(items, null);
    }

    private static String newest(String server, String volume, long size, long used) {
        return """
                {"server":"%s","volume":"%s","device":"/dev/x","type":"ext4","at":"%s","sizeBytes":%d,"usedBytes":%d,\
                "freeBytes":%d,"availableBytes":%d,"inodes":1,"inodesFree":1}""".formatted(server, volume, Instant.now(), size, used, size - used, size - used);
    }

    private static String daily(HttpExchange exchange) {
        String query = query(exchange);
        if (!query.matches(".*&from=\\d{4}-\\d\\d-\\d\\dT00%3A00%3A00Z.*")) {
            throw new IllegalArgumentException("from must be a time: " + query);
        }
        if (query.contains("volume=%2Fdata")) {
            return query.contains("cursor=")
                    ? page(days("/data", 30, 0), null)
                    : page(days("/data", 60, 30), "second page");
        }
        return page(days(query.contains("volume=%2Ffull") ? "/full" : "/new", 3, 0), null);
    }

    /// Ten bytes more each day, 590 yesterday.
    private static String days(String volume, int from, int to) {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return IntStream.range(to, from)
                .map(i -> from + to - i)
                .mapToObj(ago -> """
                        {"server":"web-1","volume":"%s","day":"%s","sizeBytes":1000,"usedBytes":%d,"availableBytes":1,\
                        "minUsedBytes":0,"maxUsedBytes":0,"samples":1}""".formatted(volume, today.minusDays(ago), 600 - 10 * ago))
                .collect(Collectors.joining(","));
    }

    private static String page(String items, @Nullable String cursor) {
        return "{\"items\":[%s],\"nextCursor\":%s}".formatted(items, cursor == null ? "null" : '"' + cursor + '"');
    }

    private static String query(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? "" : query;
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        boolean away = Boolean.getBoolean(AWAY);
        byte[] body = away ? new byte[0] : json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(away ? 503 : 200, away ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
