package io.tidemark.scan.rest;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// A history on loopback that can be away, and refuse; and a state folder for the service under test.
public class FakeHistoryResource implements QuarkusTestResourceLifecycleManager {

    /// One request history got.
    public record Request(
            String method, String path, @Nullable String digest, String body) {}

    private @Nullable HttpServer server;

    /// What came while history was there, oldest first.
    @SuppressWarnings("unchecked")
    public static List<Request> requests() {
        return (List<Request>)
                System.getProperties().computeIfAbsent("fake.history", k -> new CopyOnWriteArrayList<>());
    }

    /// The status history answers manifests with: 201, 422, or 503 for "away".
    public static void answerWith(int status) {
        System.setProperty("fake.history.status", Integer.toString(status));
    }

    /// What history says of the policy of `web-1`; null for a history without policies.
    public static void sayPolicy(@Nullable String json) {
        System.setProperty("fake.history.policy", json == null ? "" : json);
    }

    @Override
    public Map<String, String> start() {
        try {
            answerWith(201);
            // What another application got is of another class loader's classes.
            System.getProperties().put("fake.history", new CopyOnWriteArrayList<>());
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/api/", FakeHistoryResource::handle);
            server.start();
            Path state = Files.createTempDirectory("scan-state");
            Map<String, String> settings = new HashMap<>();
            settings.put(
                    "scan.history-url",
                    "http://127.0.0.1:" + server.getAddress().getPort());
            settings.put("scan.state-dir", state.toString());
            settings.put("scan.server", "web-1");
            settings.put("scan.delivery-pause", "1s");
            settings.put("scan.sample-interval", "1h");
            missedRun(state, settings);
            settings.put("scan.policy-interval", "1s");
            settings.put("scan.policy.cpu-share", "1");
            settings.put("scan.policy.idle", "false");
            settings.put("scan.policy.back-off", "false");
            settings.put("quarkus.http.test-port", "0");
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A root that should have been scanned while the agent was down.
    private static void missedRun(Path state, Map<String, String> settings) throws IOException {
        Path root = Files.createTempDirectory("scheduled");
        settings.put("scan.schedules[0].root", root.toString());
        settings.put("scan.schedules[0].schedule", "0 0 1 1 *");
        Files.writeString(state.resolve("schedules.json"), """
                [{"path":"%s","schedule":"0 0 1 1 * UTC","handled":"2020-06-01T00:00:00Z","begun":true}]""".formatted(root));
    }

    private static void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        int status = Integer.getInteger("fake.history.status", 201);
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().getPath();
        if (status != 503) {
            requests()
                    .add(new Request(
                            method,
                            path,
                            exchange.getRequestHeaders().getFirst("Repr-Digest"),
                            new String(body, StandardCharsets.UTF_8)));
        }
        if (path.equals("/api/servers/web-1/policy") && status != 503) {
            answerPolicy(exchange, System.getProperty("fake.history.policy", ""));
            return;
        }
        boolean manifest = method.equals("PUT") && !path.contains("/parts/");
        int answer = manifest || status == 503 ? status : 204;
        answer(
                exchange,
                answer,
                answer == 422
                        ? "{\"type\":\"about:blank\",\"title\":\"x\",\"status\":422,\"code\":\"snapshot-damaged\",\"detail\":\"sums differ\"}"
                        : "{}");
    }

    private static void answerPolicy(HttpExchange exchange, String policy) throws IOException {
        String tag = "\"" + policy.hashCode() + "\"";
        if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            answer(exchange, 304, "");
            return;
        }
        exchange.getResponseHeaders().set("ETag", tag);
        answer(exchange, policy.isEmpty() ? 404 : 200, policy);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] json = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length == 0 || status == 204 ? -1 : json.length);
        if (json.length > 0 && status != 204) {
            exchange.getResponseBody().write(json);
        }
        exchange.close();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }
}
