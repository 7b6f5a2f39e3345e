package io.tidemark.analytics.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.platform.client.Json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What a snapshot's manifest says beside what history lists.
///
/// @param mountPoint of the volume the root lies on
/// @param volumeUsedBytes what the volume said was used at the end of the scan; 0 where it did not say
/// @param allocatedBytes of all entries and directories, each inode once
/// @param errors what could not be read, by kind
/// @param lacking columns of the entries that are null in every row, because nobody recorded them
public record Manifest(
        LastAccess lastAccess,
        String mountPoint,
        long volumeUsedBytes,
        long allocatedBytes,
        List<Trouble> errors,
        List<String> lacking) {
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
        JsonNode counts = manifest.path("counts");
        return new Manifest(
                new LastAccess(
                        access.path("trusted").asBoolean(false),
                        access.path("reason").asText("the scan did not say")),
                manifest.path("volume").path("mountPoint").asText(""),
                manifest.path("volume").path("end").path("usedBytes").asLong(0),
                counts.path("allocatedBytes").asLong(0)
                        + counts.path("directoryAllocatedBytes").asLong(0),
                each(manifest.path("errors")).map(Manifest::trouble).toList(),
                each(manifest.path("lacking")).map(JsonNode::asText).toList());
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
