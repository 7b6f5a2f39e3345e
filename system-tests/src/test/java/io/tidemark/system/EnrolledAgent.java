package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.layout.Service;
import io.tidemark.system.RunningStack.Started;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A second agent that has addresses and an enrolment token, and nothing else.
///
/// @param folder its state and its token
record EnrolledAgent(Started stack, String server, int port, Path folder) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static EnrolledAgent with(Started stack, String server, int port, String token) {
        try {
            Path folder = stack.emptyFolder(server);
            Files.writeString(folder.resolve("token"), token + "\n");
            return new EnrolledAgent(stack, server, port, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whoever starts it ends it.
    Process start() {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx112m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        Launcher.home()
                                .resolve("scan-service/target/quarkus-app/quarkus-run.jar")
                                .toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_HTTP_HOST", "127.0.0.1",
                        "QUARKUS_HTTP_PORT", Integer.toString(port),
                        "PLATFORM_AUTH_URL",
                                stack.layout().address(Service.AUTH).toString(),
                        "SCAN_HISTORY_URL",
                                stack.layout().address(Service.HISTORY).toString(),
                        "SCAN_SERVER", server,
                        "SCAN_STATE_DIR", folder.resolve("state").toString(),
                        "SCAN_ENROLMENT_TOKEN_FILE", folder.resolve("token").toString(),
                        "SCAN_DELIVERY_PAUSE", "1s",
                        "SCAN_POLICY_INTERVAL", "1s"));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Kills it with SIGKILL after so long.
    void startAndKillAfter(long millis) throws InterruptedException {
        Process process = start();
        process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
    }

    Path identity() {
        return folder.resolve("state/identity.json");
    }

    String key() {
        try {
            return Started.json(Files.readString(identity())).required("key").textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What its readiness check says; empty while it does not answer.
    String readiness() {
        try {
            URI address = URI.create("http://127.0.0.1:" + port + "/health/ready");
            return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /// What history knows of its server; missing where it knows nothing.
    JsonNode known() {
        return stack.api().look(Service.HISTORY, "/api/servers/" + server).body();
    }
}
