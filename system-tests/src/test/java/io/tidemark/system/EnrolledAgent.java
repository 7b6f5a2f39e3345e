package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

import static org.assertj.core.api.Assertions.assertThat;

/// A second agent that has addresses and an enrolment token, and nothing else.
///
/// @param folder its state and its token
record EnrolledAgent(Started stack, String server, int port, Path folder) {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
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
                .putAll(Map.ofEntries(
                        Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                        Map.entry("PLATFORM_AUTH_URL", address(Service.AUTH)),
                        Map.entry("SCAN_HISTORY_URL", address(Service.HISTORY)),
                        Map.entry("SCAN_ANALYTICS_URL", address(Service.ANALYTICS)),
                        Map.entry("SCAN_SERVER", server),
                        Map.entry("SCAN_STATE_DIR", folder.resolve("state").toString()),
                        Map.entry(
                                "SCAN_ENROLMENT_TOKEN_FILE",
                                folder.resolve("token").toString()),
                        Map.entry("SCAN_DELIVERY_PAUSE", "1s"),
                        Map.entry("SCAN_POLICY_INTERVAL", "1s"),
                        Map.entry("SCAN_HASH_INTERVAL", "1s")));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String address(Service service) {
        return stack.layout().address(service).toString();
    }

    /// Has it scan as fast as it goes.
    ///
    /// @return the scan's id, which is its snapshot's
    String scan(Path root) throws IOException, InterruptedException {
        ObjectNode wanted = JsonNodeFactory.instance.objectNode().put("root", root.toString());
        wanted.set("policy", Scan.atFullSpeed());
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/scans"))
                .header("Authorization", "Bearer " + stack.api().token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(wanted.toString()))
                .build();
        return Started.json(HTTP.send(request, BodyHandlers.ofString()).body())
                .required("id")
                .textValue();
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

    void awaitEnrolled() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!readiness().contains("\"enrolled\"")) {
            assertThat(System.nanoTime()).as("patience").isLessThan(end);
            Thread.sleep(200);
        }
    }

    /// What history knows of its server; missing where it knows nothing.
    JsonNode known() {
        return stack.api().look(Service.HISTORY, "/api/servers/" + server).body();
    }
}
