package io.tidemark.scan.schedule;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.platform.client.Json;
import io.tidemark.scan.snapshot.DurableFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/// What became of all schedules, on disk, so that a restart knows what it missed.
final class ScheduleFile {

    private static final System.Logger LOG = System.getLogger(ScheduleFile.class.getName());
    private static final JsonMapper JSON = Json.lenient();

    private final Path file;

    ScheduleFile(Path state) {
        this.file = state.resolve("schedules.json");
    }

    /// Nothing where there is none yet. One that cannot be read is set aside; all schedules then begin anew.
    List<RootRecord> load() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), new TypeReference<List<RootRecord>>() {});
        } catch (JacksonException e) {
            LOG.log(System.Logger.Level.ERROR, "damaged schedules set aside: {0}", e.getOriginalMessage());
            DurableFiles.move(file, file.resolveSibling("schedules.json.damaged"));
            return List.of();
        }
    }

    void save(Collection<RootRecord> records) throws IOException {
        DurableFiles.write(file, JSON.writeValueAsBytes(records));
    }
}
