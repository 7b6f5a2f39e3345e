package io.tidemark.analytics.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.analytics.source.Volume.Gap;
import io.tidemark.platform.client.Json;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What a snapshot's manifest says beside what history lists.
///
/// @param volume null where nothing is known of it, or nothing may be seen
/// @param errors what could not be read, by kind
/// @param lacking columns of the entries that are null in every row, because nobody recorded them
public record Manifest(LastAccess lastAccess, @Nullable Volume volume, List<Trouble> errors, List<String> lacking) {
    private static final JsonMapper JSON = Json.lenient();

    public Manifest {
        errors = List.copyOf(errors);
        lacking = List.copyOf(lacking);
    }

    /// Whether the times of last access on the volume tell when a file was used.
    ///
    /// @param reason a sentence for people
    public record LastAccess(boolean trusted, String reason) {}

    /// Things that could not be read for one reason.
    ///
    /// @param examples some of them
    public record Trouble(String kind, long count, List<Example> examples) {
        public Trouble {
            examples = List.copyOf(examples);
        }
    }

    /// One thing that could not be read.
    public record Example(String path, String message) {}

    /// The same as who may not see all of the volume sees it.
    public Manifest withoutVolume() {
        return new Manifest(lastAccess, null, errors, lacking);
    }

    /// Reads a manifest.
    ///
    /// @throws SnapshotUnavailable where it is another snapshot's, or no manifest
    static Manifest read(Path file, Snapshot snapshot) throws SnapshotUnavailable {
        try {
            JsonNode manifest = JSON.readTree(file.toFile());
            String id = manifest.path("snapshotId").asText();
            if (!id.equals(snapshot.id().toString())) {
                throw new SnapshotUnavailable("its manifest is damaged: it is that of snapshot '" + id + "'");
            }
            return of(manifest);
        } catch (IOException e) {
            throw new SnapshotUnavailable("its manifest cannot be read: " + e.getMessage(), e);
        }
    }

    private static Manifest of(JsonNode manifest) {
        JsonNode access = manifest.path("lastAccess");
        return new Manifest(
                new LastAccess(
                        access.path("trusted").asBoolean(false),
                        access.path("reason").asText("the scan did not say")),
                volume(manifest),
                each(manifest.path("errors")).map(Manifest::trouble).toList(),
                each(manifest.path("lacking")).map(JsonNode::asText).toList());
    }

    private static @Nullable Volume volume(JsonNode manifest) {
        JsonNode volume = manifest.path("volume");
        JsonNode end = volume.path("end");
        if (!end.path("usedBytes").isNumber()) {
            return null;
        }
        JsonNode counts = manifest.path("counts");
        return new Volume(
                volume.path("mountPoint").asText(""),
                volume.path("device").asText(""),
                volume.path("type").asText(""),
                end.path("sizeBytes").asLong(),
                volume.path("start")
                        .path("usedBytes")
                        .asLong(end.path("usedBytes").asLong()),
                end.path("usedBytes").asLong(),
                end.path("freeBytes").asLong(),
                end.path("availableBytes").asLong(),
                counts.path("allocatedBytes").asLong()
                        + counts.path("directoryAllocatedBytes").asLong(),
                each(manifest.path("reconciliation").path("parts"))
                        .map(Manifest::gap)
                        .toList());
    }

    private static Gap gap(JsonNode part) {
        JsonNode bytes = part.path("bytes");
        return new Gap(
                part.path("kind").asText("other"),
                part.path("items").asLong(),
                bytes.isNumber() ? bytes.asLong() : null,
                part.path("note").asText(""));
    }

    private static Trouble trouble(JsonNode error) {
        return new Trouble(
                error.path("kind").asText("other"),
                error.path("count").asLong(0),
                each(error.path("examples"))
                        .map(e -> new Example(
                                e.path("path").asText(""), e.path("message").asText("")))
                        .toList());
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
