package io.tidemark.scan.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder with one snapshot. It is one from the moment it has a manifest.
public final class SnapshotFolder {

    /// The file that seals a snapshot.
    public static final String MANIFEST = "manifest.json";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private SnapshotFolder() {}

    /// Writes the manifest last, when all it names is durable.
    static void seal(Path folder, Manifest manifest) throws IOException {
        DurableFiles.sync(folder);
        DurableFiles.write(folder.resolve(MANIFEST), JSON.writeValueAsBytes(manifest));
    }

    /// True from the moment the snapshot is complete.
    public static boolean isSealed(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    /// Removes from a sealed snapshot what served to make it.
    public static void tidy(Path folder) throws IOException {
        CheckpointFile.delete(folder);
    }

    /// The manifest as written, byte for byte.
    public static byte[] manifestBytes(Path folder) throws IOException {
        return Files.readAllBytes(folder.resolve(MANIFEST));
    }

    /// @throws IOException when there is none or it is damaged
    public static Manifest manifest(Path folder) throws IOException {
        return JSON.readValue(manifestBytes(folder), Manifest.class);
    }
}
