package io.tidemark.launcher.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.launcher.client.Delivery;
import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;

/// One server's made files, delivered again and again as snapshots of later and later scans; and copied.
final class Intake {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
    private static final long APART_SECONDS = 3600;
    private static final String COPY =
            "mkdir -p \"$1\" && cp \"$0\"/* \"$1\"/ && sync \"$1\"/* \"$1\" && sha256sum \"$1\"/*";

    private final Path folder;
    private final ObjectNode manifest;
    private final Delivery agent;
    private final AtomicInteger delivered = new AtomicInteger();

    /// @param folder of a made server
    Intake(Layout layout, Path folder) {
        this.folder = folder;
        try {
            this.manifest = (ObjectNode)
                    JSON.readTree(folder.resolve(MadeServer.MANIFEST).toFile());
        } catch (IOException e) {
            throw new Trouble(folder + " cannot be read: " + e.getMessage(), e);
        }
        this.agent = Delivery.of(layout, manifest.path("server").asText());
    }

    long bytes() {
        return parts().stream().mapToLong(part -> part.path("bytes").asLong()).sum();
    }

    /// Returns once history has checked and registered it.
    ///
    /// @throws Trouble where it does not
    void deliver() {
        String id = newId().toString();
        for (JsonNode part : parts()) {
            byte[] sha256 = HexFormat.of().parseHex(part.path("sha256").asText());
            agent.part(id, folder.resolve(part.path("file").asText()), sha256);
        }
        Instant started = FIRST.plusSeconds(APART_SECONDS * delivered.getAndIncrement());
        agent.seal(
                id,
                manifest.deepCopy()
                        .put("snapshotId", id)
                        .put("startedAt", started.toString())
                        .put("finishedAt", started.plusSeconds(1).toString())
                        .toString());
    }

    /// `cp`, `sync` and `sha256sum` of the same files.
    ///
    /// @throws Trouble where what was read back is not what was to be written
    void copy(Path target) {
        String output = run(new ProcessBuilder("sh", "-c", COPY, folder.toString(), target.toString()));
        for (JsonNode part : parts()) {
            String expected = part.path("sha256").asText() + "  "
                    + target.resolve(part.path("file").asText());
            if (output.lines().noneMatch(expected::equals)) {
                throw new Trouble("sha256sum does not say " + expected + " but " + output);
            }
        }
    }

    private static String run(ProcessBuilder builder) {
        try {
            Process process = builder.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Trouble("cp, sync and sha256sum fail: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new Trouble("sh cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        }
    }

    private List<JsonNode> parts() {
        return StreamSupport.stream(manifest.path("files").spliterator(), false).toList();
    }

    /// A UUID of version 7.
    private static UUID newId() {
        long high = (System.currentTimeMillis() << 16) | 0x7000L | RANDOM.nextInt(0x1000);
        long low = (RANDOM.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low);
    }
}
