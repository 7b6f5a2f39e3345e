package io.tidemark.alert;

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
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/// History-service on loopback, as far as alert-service asks it. What it answers is kept in system
/// properties, because
/// the test and this resource may live in different class loaders.
public class FakeHistory implements QuarkusTestResourceLifecycleManager {

    private static final String SAMPLES = "test.history.samples";
    private static final String EVENT = "test.history.event";
    private static final String ASKED = "test.history.asked";

    private @Nullable HttpServer server;

    /// From now on history knows these samples only.
    static void knows(String... samples) {
        System.setProperty(SAMPLES, String.join(",", samples));
    }

    /// From now on history answers 503.
    static void isAway() {
        System.clearProperty(SAMPLES);
    }

    /// Tells subscribers that samples came in.
    static void tells(String eventId) {
        System.setProperty(EVENT, eventId);
    }

    /// Behind which event the newest subscriber wanted to begin; empty where it did not say.
    static String askedBehind() {
        return System.getProperty(ASKED, "");
    }

    static String sample(String server, String volume, Instant at, long used, long available) {
        return """
                {"server":"%s","volume":"%s","device":"/dev/sda1","type":"ext4","at":"%s","sizeBytes":%d,"usedBytes":%d,\
                "freeBytes":%d,"availableBytes":%d,"inodes":1000,"inodesFree":900}""".formatted(server, volume, at, used + available, used, available, available);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/samples/latest", FakeHistory::latest);
        server.createContext("/api/events", FakeHistory::events);
        server.start();
        return Map.of(
                "alert.history-url",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "alert.evaluate-every",
                "off");
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static void latest(HttpExchange exchange) throws IOException {
        var samples = System.getProperty(SAMPLES);
        if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
            answer(exchange, 401, "{}");
        } else if (samples == null) {
            answer(exchange, 503, "{}");
        } else {
            answer(exchange, 200, "{\"items\":[" + samples + "],\"nextCursor\":null}");
        }
    }

    /// Server-sent events, until nobody listens any more.
    private static void events(HttpExchange exchange) throws IOException {
        var behind = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        System.setProperty(ASKED, behind == null ? "" : behind);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (var out = exchange.getResponseBody()) {
            String told = "";
            while (!Thread.currentThread().isInterrupted()) {
                var event = System.getProperty(EVENT, "");
                var text = event.equals(told) ? ": still here\n\n" : event(event);
                told = event;
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.flush();
                Thread.sleep(20);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String event(String id) {
        return """
                {"specversion":"1.0","id":"%s","source":"/history","type":"io.tidemark.samples.received",\
                "subject":"web-1","time":"2026-03-01T12:00:00Z","data":{"server":"web-1","samples":1}}""".formatted(id).lines().collect(Collectors.joining("", "id: " + id + "\ndata: ", "\n\n"));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
