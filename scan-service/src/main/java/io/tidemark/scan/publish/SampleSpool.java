package io.tidemark.scan.publish;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidemark.scan.snapshot.DurableFiles;
import io.tidemark.scan.volume.Sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Samples that history does not have yet: one file of JSON lines for each hour. A line that a crash cut short is
/// left out on reading. Safe for several threads.
public final class SampleSpool {

    private static final System.Logger LOG = System.getLogger(SampleSpool.class.getName());
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH").withZone(ZoneOffset.UTC);
    private static final String SUFFIX = ".ndjson";

    private final Duration kept;
    private final Path folder;
    private final Path refused;

    /// @param kept how long samples wait for history at most
    /// @throws IOException when the folders cannot be made
    public SampleSpool(Path state, Duration kept) throws IOException {
        this.kept = kept;
        this.folder = Files.createDirectories(state.resolve("samples"));
        this.refused = Files.createDirectories(state.resolve("refused"));
    }

    /// Samples as read from one file.
    ///
    /// @param bytes how much of the file they are
    public record Segment(Path file, long bytes, List<Sample> samples) {

        public Segment {
            samples = List.copyOf(samples);
        }
    }

    /// Keeps samples that were taken at `at`; durable on return.
    public synchronized void add(Instant at, List<Sample> samples) throws IOException {
        try (FileChannel channel = FileChannel.open(
                folder.resolve(HOUR.format(at) + SUFFIX), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer buffer = ByteBuffer.wrap(lines(samples));
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        DurableFiles.sync(folder);
    }

    private static byte[] lines(List<Sample> samples) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        // A line that a crash cut short must not swallow the first of these.
        lines.write('\n');
        for (Sample sample : samples) {
            lines.writeBytes(JSON.writeValueAsBytes(sample));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /// Makes what waits for long smaller, and forgets what waits for too long; see {@link SampleThinning}. To be called
    /// about once an hour.
    public synchronized void thin(Instant now) throws IOException {
        for (Path file : files()) {
            Optional<Instant> end = end(file);
            if (end.isPresent()) {
                thin(file, Duration.between(end.get(), now));
            }
        }
    }

    private void thin(Path file, Duration age) throws IOException {
        if (age.compareTo(kept) > 0) {
            LOG.log(System.Logger.Level.ERROR, "samples of {0} forgotten: history was away for too long", file);
            Files.delete(file);
        } else if (SampleThinning.thins(age)) {
            List<Sample> samples = read(Files.readAllBytes(file));
            List<Sample> rest = SampleThinning.keep(samples, age);
            if (rest.size() < samples.size()) {
                DurableFiles.write(file, lines(rest));
            }
        }
    }

    /// When the hour of a file was over; empty for a file that is none of these.
    private static Optional<Instant> end(Path file) {
        String hour = file.getFileName().toString().replace(SUFFIX, "");
        try {
            return Optional.of(Instant.parse(hour + ":00:00Z").plus(1, ChronoUnit.HOURS));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /// The oldest file's samples; empty when none wait.
    public synchronized Optional<Segment> oldest() throws IOException {
        List<Path> files = files();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        byte[] content = Files.readAllBytes(files.getFirst());
        return Optional.of(new Segment(files.getFirst(), content.length, read(content)));
    }

    private static List<Sample> read(byte[] content) {
        List<Sample> samples = new ArrayList<>();
        new String(content, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> parse(line).ifPresent(samples::add));
        return samples;
    }

    /// Forgets delivered samples. Where more came meanwhile, the file stays and is delivered once more: history
    /// counts equal samples once.
    public synchronized void remove(Segment segment) throws IOException {
        if (Files.exists(segment.file()) && Files.size(segment.file()) == segment.bytes()) {
            Files.delete(segment.file());
        }
    }

    /// Sets a file aside that history will never take.
    public synchronized void refuse(Segment segment) throws IOException {
        DurableFiles.move(
                segment.file(), refused.resolve("samples-" + segment.file().getFileName()));
    }

    /// Files that wait.
    public int depth() throws IOException {
        return files().size();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList();
        }
    }

    private static Optional<Sample> parse(String line) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(line, Sample.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
