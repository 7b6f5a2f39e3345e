package io.tidemark.platform.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.stream.Collectors;

/// Stands in for auth-service: publishes the key of [Tokens], gives a token to every identity, and
/// takes audit events.
public class AuthResource implements QuarkusTestResourceLifecycleManager {
    private static final String EVERYTHING =
            "scans:read scans:execute servers:read snapshots:read snapshots:write samples:read"
                    + " samples:write events:read forecasts:read alerts:read audit:write";

    private @Nullable HttpServer server;
    private @Nullable Path secret;

    /// The bodies of the audit batches that came, oldest first.
    @SuppressWarnings("unchecked")
    public static List<String> auditBatches() {
        return (List<String>) System.getProperties()
                .computeIfAbsent("tidemark.test.audit", key -> new CopyOnWriteArrayList<String>());
    }

    /// What was done, of all that came: the events of this action whose target has this text, oldest
    /// first.
    public static List<JsonNode> done(String action, String target) {
        return events().stream()
                .filter(event -> event.path("action").asText().equals(action)
                        && event.path("target").asText().contains(target)
                        && event.path("reason").asText().equals("done"))
                .toList();
    }

    /// All events that came, oldest first.
    public static List<JsonNode> events() {
        return auditBatches().stream().flatMap(batch -> events(batch).stream()).toList();
    }

    private static List<JsonNode> events(String batch) {
        try {
            return new ObjectMapper()
                    .readTree(batch)
                    .path("events")
                    .valueStream()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether the audit log takes nothing from now on.
    public static void refuseAudit(boolean refuse) {
        System.setProperty("tidemark.test.audit.refuse", Boolean.toString(refuse));
    }

    /// The sessions and tokens that are revoked; services hear of a new one within ten seconds.
    @SuppressWarnings("unchecked")
    public static List<String> revoked() {
        return (List<String>) System.getProperties()
                .computeIfAbsent(
                        "tidemark.test.revoked", key -> new CopyOnWriteArrayList<String>(List.of("revoked-before")));
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/api/auth/jwks", exchange -> answer(exchange, 200, Keys.jwks()));
            server.createContext("/api/auth/token", exchange -> answer(exchange, 200, token()));
            server.createContext("/api/auth/revocations", exchange -> answer(exchange, 200, revocations()));
            server.createContext("/api/audit", AuthResource::audit);
            server.start();
            secret = Files.createTempFile("identity", ".secret");
            Files.writeString(secret, "not-a-real-secret");
            return Map.of(
                    "platform.auth.url",
                    "http://127.0.0.1:" + server.getAddress().getPort(),
                    "platform.identity.secret-file",
                    secret.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
        if (secret != null) {
            secret.toFile().delete();
        }
    }

    private static String revocations() {
        return revoked().stream().collect(Collectors.joining("\",\"", "{\"ids\":[\"", "\"]}"));
    }

    private static String token() {
        return """
                {"access_token":"%s","token_type":"Bearer","expires_in":900,"scope":"%s"}""".formatted(Tokens.as("service", EVERYTHING.split(" ")), EVERYTHING);
    }

    private static void audit(HttpExchange exchange) throws IOException {
        if (Boolean.getBoolean("tidemark.test.audit.refuse")) {
            answer(exchange, 503, "{}");
            return;
        }
        auditBatches().add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
