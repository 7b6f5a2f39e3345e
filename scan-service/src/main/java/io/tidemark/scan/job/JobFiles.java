package io.tidemark.scan.job;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidemark.scan.snapshot.DurableFiles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// The jobs on disk, one file each, so that a restart knows what was going on.
final class JobFiles {

    private static final System.Logger LOG = System.getLogger(JobFiles.class.getName());
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    private static final String SUFFIX = ".json";

    private final Path folder;

    JobFiles(Path state) throws IOException {
        this.folder = Files.createDirectories(state.resolve("jobs"));
    }

    void save(ScanJob job) throws IOException {
        DurableFiles.write(file(job.id()), JSON.writeValueAsBytes(job));
    }

    void delete(UUID id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    /// All jobs, oldest first. A file that cannot be read is renamed so that people can look at it, and logged.
    List<ScanJob> load() throws IOException {
        List<ScanJob> jobs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
                load(file, jobs);
            }
        }
        return jobs;
    }

    private static void load(Path file, List<ScanJob> jobs) throws IOException {
        try {
            ScanJob job = JSON.readValue(Files.readAllBytes(file), ScanJob.class);
            if (job != null && file.getFileName().toString().equals(job.id() + SUFFIX)) {
                jobs.add(job);
            } else {
                setAside(file, "not the job its name says");
            }
        } catch (JacksonException e) {
            setAside(file, e.getOriginalMessage());
        }
    }

    private static void setAside(Path file, String reason) throws IOException {
        LOG.log(System.Logger.Level.ERROR, "damaged job file {0} set aside: {1}", file.getFileName(), reason);
        DurableFiles.move(file, file.resolveSibling(file.getFileName() + ".damaged"));
    }

    private Path file(UUID id) {
        return folder.resolve(id + SUFFIX);
    }
}
