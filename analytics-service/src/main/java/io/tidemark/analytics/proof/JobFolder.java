package io.tidemark.analytics.proof;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.platform.client.Json;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// Jobs on disk: `<id>/job.json`, `suspects.ndjson`, which never changes, and `answers.ndjson`, which grows. A job
/// appears by one rename with all it needs. What a call has written is on the disk when it returns; a line that a
/// crash cut off is no answer and is cut off.
final class JobFolder {
    private static final String JOB = "job.json";
    private static final String SUSPECTS = "suspects.ndjson";
    private static final String ANSWERS = "answers.ndjson";
    private static final String MAKING = ".making";
    private static final System.Logger LOG = System.getLogger(JobFolder.class.getName());
    private static final JsonMapper JSON = Json.lenient();

    private final Path folder;

    /// Creates the folder where it is absent and removes jobs that were not finished being made.
    ///
    /// @throws UncheckedIOException where it cannot be used
    JobFolder(Path folder) {
        try {
            this.folder = Files.createDirectories(folder);
            for (Path path : list(folder)) {
                if (path.getFileName().toString().endsWith(MAKING)) {
                    removeTree(path);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder of duplicate jobs " + folder + " cannot be used", e);
        }
    }

    void create(Job job, List<Suspect> suspects) throws IOException {
        Path making = folder.resolve(job.id() + MAKING);
        removeTree(making);
        Files.createDirectories(making);
        write(making.resolve(SUSPECTS), lines(suspects), StandardOpenOption.CREATE_NEW);
        write(making.resolve(ANSWERS), new byte[0], StandardOpenOption.CREATE_NEW);
        write(making.resolve(JOB), JSON.writeValueAsBytes(job), StandardOpenOption.CREATE_NEW);
        sync(making);
        Files.move(making, of(job.id()), StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
    }

    /// Replaces what is known of a job beside suspects and answers.
    void put(Job job) throws IOException {
        Path next = of(job.id()).resolve(JOB + MAKING);
        Files.deleteIfExists(next);
        write(next, JSON.writeValueAsBytes(job), StandardOpenOption.CREATE_NEW);
        Files.move(next, of(job.id()).resolve(JOB), StandardCopyOption.ATOMIC_MOVE);
        sync(of(job.id()));
    }

    void append(UUID job, List<FileAnswer> answers) throws IOException {
        write(of(job).resolve(ANSWERS), lines(answers), StandardOpenOption.APPEND);
    }

    /// Those that can be read, oldest first; what cannot is left where it is.
    List<Job> jobs() throws IOException {
        List<Job> jobs = new ArrayList<>();
        for (Path path : list(folder)) {
            try {
                jobs.add(JSON.readValue(Files.readAllBytes(path.resolve(JOB)), Job.class));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "a job of duplicates cannot be read and is left aside", e);
            }
        }
        jobs.sort(Comparator.comparing(Job::createdAt).thenComparing(Job::id));
        return jobs;
    }

    List<Suspect> suspects(UUID job) throws IOException {
        List<Suspect> suspects = new ArrayList<>();
        Map<String, String> texts = new HashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(of(job).resolve(SUSPECTS))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                suspects.add(JSON.readValue(line, Suspect.class).sharing(texts));
            }
        }
        return suspects;
    }

    /// All answers so far; what follows the last whole one is cut off.
    List<FileAnswer> answers(UUID job) throws IOException {
        Path file = of(job).resolve(ANSWERS);
        List<FileAnswer> answers = new ArrayList<>();
        byte[] bytes = Files.readAllBytes(file);
        int begin = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                try {
                    answers.add(JSON.readValue(bytes, begin, at - begin, FileAnswer.class));
                } catch (JsonProcessingException e) {
                    break;
                }
                begin = at + 1;
            }
        }
        if (begin < bytes.length) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(begin).force(true);
            }
        }
        return answers;
    }

    void remove(UUID job) throws IOException {
        Path going = folder.resolve(job + MAKING);
        removeTree(going);
        Files.move(of(job), going, StandardCopyOption.ATOMIC_MOVE);
        removeTree(going);
        sync(folder);
    }

    private Path of(UUID job) {
        return folder.resolve(job.toString());
    }

    private static byte[] lines(List<?> values) throws JsonProcessingException {
        StringBuilder lines = new StringBuilder();
        for (Object value : values) {
            lines.append(JSON.writeValueAsString(value)).append('\n');
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Path file, byte[] content, StandardOpenOption how) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, how)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }

    private static void removeTree(Path tree) throws IOException {
        if (Files.isDirectory(tree)) {
            for (Path file : list(tree)) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(tree);
    }
}
