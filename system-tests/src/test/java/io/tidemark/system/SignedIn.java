package io.tidemark.system;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.system.RunningStack.Started;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tokens of each built-in role, as its bearers get them.
final class SignedIn {
    private static final String PASSWORD = "correct horse battery staple";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int CONFLICT = 409;
    private static final int FIRST_ERROR = 300;

    private SignedIn() {}

    static String administrator(Started stack) {
        return password(stack.layout(), "administrator", read(stack.layout().administratorPassword()));
    }

    static String as(String role, Started stack) {
        return switch (role) {
            case "administrator" -> administrator(stack);
            case "agent" -> agent(stack);
            case "service" -> client(stack.layout(), "history");
            case "department-viewer" -> departmentViewer(stack);
            default -> user(role, stack);
        };
    }

    private static String user(String role, Started stack) {
        String name = "attack-" + role;
        send(
                stack,
                "POST",
                "/api/users",
                "{\"name\":\"%s\",\"password\":\"%s\",\"roles\":[\"%s\"]}".formatted(name, PASSWORD, role));
        return password(stack.layout(), name, PASSWORD);
    }

    /// Has the role on a server that nobody has.
    private static String departmentViewer(Started stack) {
        String name = "attack-department-viewer";
        send(
                stack,
                "POST",
                "/api/users",
                "{\"name\":\"%s\",\"password\":\"%s\",\"roles\":[\"auditor\"]}".formatted(name, PASSWORD));
        send(stack, "PUT", "/api/users/" + name + "/roles", "{\"roles\":[]}");
        send(stack, "POST", "/api/assignments", """
                {"id":"7b0e0f86-6c3f-4d0e-9e2b-4b1f6f0a00aa","user":"%s","role":"department-viewer",
                 "scope":{"kind":"server","name":"nobody-there"}}""".formatted(name));
        return password(stack.layout(), name, PASSWORD);
    }

    private static void send(Started stack, String method, String path, String body) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address(stack.layout(), path))
                .header("Authorization", "Bearer " + administrator(stack))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
        if (answer.statusCode() >= FIRST_ERROR && answer.statusCode() != CONFLICT) {
            throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    /// With the key that the agent of this machine made for itself.
    private static String agent(Started stack) {
        OwnAgent agent = new OwnAgent(stack);
        return client(stack.layout(), agent.clientId(), agent.key());
    }

    private static String client(Layout layout, String id) {
        return client(layout, id, read(layout.identities().resolve(id)));
    }

    static String client(Layout layout, String id, String secret) {
        return token(
                layout, "grant_type=client_credentials&client_id=" + encode(id) + "&client_secret=" + encode(secret));
    }

    static String password(Layout layout, String user, String password) {
        return token(layout, "grant_type=password&username=" + user + "&password=" + encode(password));
    }

    private static String token(Layout layout, String form) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address(layout, "/api/auth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build());
        return Started.json(answer.body()).required("access_token").textValue();
    }

    private static URI address(Layout layout, String path) {
        return URI.create(layout.address(Service.AUTH) + path);
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
