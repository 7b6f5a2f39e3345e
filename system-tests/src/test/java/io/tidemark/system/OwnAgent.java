package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.KnownProcess;
import io.tidemark.system.RunningStack.Started;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;

import static org.assertj.core.api.Assertions.assertThat;

/// The agent of the machine on which the stack runs.
record OwnAgent(Started stack) {

    /// Where it keeps its key.
    Path identity() {
        return stack.layout().scanState().resolve("identity.json");
    }

    String key() {
        return known("key");
    }

    String clientId() {
        return "scan@" + server();
    }

    String server() {
        return known("server");
    }

    private String known(String field) {
        try {
            return Started.json(Files.readString(identity())).required(field).textValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The ids of the keys that auth-service takes from it.
    List<String> goodKeys(String clientId) {
        JsonNode keys = stack.api().get(Service.AUTH, "/api/auth/keys?limit=1000");
        return StreamSupport.stream(keys.path("items").spliterator(), false)
                .filter(key -> key.path("holder").asText().equals(clientId))
                .filter(key -> key.path("endedAt").isNull())
                .filter(key -> Instant.parse(key.path("expiresAt").asText()).isAfter(Instant.now()))
                .map(key -> key.path("id").asText())
                .toList();
    }

    String keyId() {
        return key().substring(0, 16);
    }

    /// With SIGKILL.
    void kill() {
        KnownProcess process =
                KnownProcess.read(stack.layout().pidFile(Service.SCAN)).orElseThrow();
        ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
        assertThat(process.awaitEnd(Duration.ofSeconds(10))).isTrue();
    }

    /// Brings a snapshot to history.
    void deliver(Path root) {
        Scan.begin(stack.api(), root).awaitState("delivered");
    }
}
