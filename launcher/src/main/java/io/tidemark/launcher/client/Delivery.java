package io.tidemark.launcher.client;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.secret.Secrets;
import io.tidemark.launcher.trouble.Trouble;

import java.io.FileNotFoundException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Base64;

/// Delivers finished snapshots to history-service, as the agent of a server does.
public final class Delivery {
    private final Http http = new Http();
    private final Layout layout;
    private final String server;
    private final String bearer;

    private Delivery(Layout layout, String server, String bearer) {
        this.layout = layout;
        this.server = server;
        this.bearer = bearer;
    }

    /// Gives a server's agent its secret. auth-service reads the folder of secrets when somebody proves himself.
    public static void introduce(Layout layout, String server) {
        new Secrets(layout.identities()).of(identity(server));
    }

    /// @throws Trouble where auth-service refuses
    public static Delivery of(Layout layout, String server) {
        String secret = new Secrets(layout.identities()).of(identity(server));
        String form = "grant_type=client_credentials&client_id=" + Api.encode(identity(server)) + "&client_secret="
                + Api.encode(secret);
        Answer answer = new Http()
                .send(HttpRequest.newBuilder(layout.address(Service.AUTH).resolve("/api/auth/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
        if (!answer.isGood()) {
            throw new Trouble("Proving to be the agent of " + server + " was refused: " + answer.reason());
        }
        return new Delivery(layout, server, answer.body().path("access_token").asText());
    }

    /// @throws Trouble where history-service refuses
    public void part(String snapshot, Path file, byte[] sha256) {
        try {
            send(
                    "/api/snapshots/" + snapshot + "/parts/" + file.getFileName(),
                    "application/octet-stream",
                    HttpRequest.BodyPublishers.ofFile(file),
                    "sha-256=:" + Base64.getEncoder().encodeToString(sha256) + ":");
        } catch (FileNotFoundException e) {
            throw new Trouble(file + " is missing", e);
        }
    }

    /// Registers the snapshot whose parts were delivered.
    ///
    /// @throws Trouble where history-service refuses
    public void seal(String snapshot, String manifest) {
        send("/api/snapshots/" + snapshot, "application/json", HttpRequest.BodyPublishers.ofString(manifest), "none");
    }

    private void send(String path, String type, HttpRequest.BodyPublisher body, String digest) {
        Answer answer = http.send(HttpRequest.newBuilder(URI.create(layout.address(Service.HISTORY) + path))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", type)
                .header("Repr-Digest", digest)
                .header("Upload-Complete", "?1")
                .PUT(body));
        if (!answer.isGood()) {
            throw new Trouble("history-service refuses " + path + " of " + server + ": " + answer.reason());
        }
    }

    private static String identity(String server) {
        return "scan@" + server;
    }
}
