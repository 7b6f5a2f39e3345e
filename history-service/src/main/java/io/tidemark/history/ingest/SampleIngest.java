package io.tidemark.history.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.sample.Samples;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Takes samples in, a batch at a time, each of them once.
public final class SampleIngest {

    private static final int MAX_SAMPLES = 10_000;
    private static final long MAX_BYTES = 8L << 20;
    private static final int NAMED = 20;
    private static final int PIECE = 5_000;

    /// What an agent sends.
    public record Batch(List<Sample> samples) {
        public Batch {
            samples = List.copyOf(samples);
            if (samples.size() > MAX_SAMPLES) {
                throw new IllegalArgumentException("at most " + MAX_SAMPLES + " samples at once");
            }
        }
    }

    /// @param samples how many were sent
    /// @param fresh how many of them were not known before
    public record Added(int samples, int fresh) {}

    private final Samples samples;
    private final IngestMeter meter;
    private final InstantSource clock;
    private final ObjectReader batches;
    private final ObjectReader lines;

    public SampleIngest(Samples samples, IngestMeter meter, InstantSource clock, ObjectMapper mapper) {
        this.samples = samples;
        this.meter = meter;
        this.clock = clock;
        ObjectReader reader = mapper.reader()
                .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        this.batches = reader.forType(Batch.class);
        this.lines = reader.forType(Sample.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /// @throws JsonProcessingException when it is no JSON or says something impossible
    /// @throws ProblemException 413 when it is too large
    public Batch read(InputStream body) throws IOException {
        return batches.readValue(BoundedBody.read(body, MAX_BYTES));
    }

    /// Reads one sample a line; empty lines are passed over.
    ///
    /// @throws ProblemException 413 when it is too large, 422 with the numbers and faults of the first
    /// wrong lines
    public Batch readLines(InputStream body) throws IOException {
        String text = new String(BoundedBody.read(body, MAX_BYTES), StandardCharsets.UTF_8);
        List<Sample> read = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!line.isBlank() && errors.size() < NAMED) {
                readLine(line, number, read, errors);
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
        if (read.size() > MAX_SAMPLES) {
            throw ProblemException.field("body", "must have at most " + MAX_SAMPLES + " samples");
        }
        return new Batch(read);
    }

    /// Adds those that are new.
    public Added add(Batch batch) {
        if (batch.samples().isEmpty()) {
            return new Added(0, 0);
        }
        int fresh = samples.add(batch.samples(), clock.instant().truncatedTo(ChronoUnit.MICROS), true);
        meter.samplesReceived(fresh);
        return new Added(batch.samples().size(), fresh);
    }

    /// Adds readings that somebody else took before: their servers are not marked as seen. A long list
    /// is added in
    /// pieces; where one fails, the same list can be sent again.
    public Added addEarlier(List<Sample> earlier) {
        int fresh = 0;
        for (int from = 0; from < earlier.size(); from += PIECE) {
            List<Sample> piece = earlier.subList(from, Math.min(earlier.size(), from + PIECE));
            fresh += samples.add(piece, clock.instant().truncatedTo(ChronoUnit.MICROS), false);
        }
        meter.samplesReceived(fresh);
        return new Added(earlier.size(), fresh);
    }

    private void readLine(String line, int number, List<Sample> read, List<FieldError> errors) {
        try {
            Sample sample = lines.readValue(line);
            read.add(Objects.requireNonNull(sample, "null is no sample"));
        } catch (JsonProcessingException e) {
            errors.add(new FieldError("line " + number, reason(e)));
        } catch (NullPointerException e) {
            errors.add(new FieldError("line " + number, "must be a sample, and all of it"));
        }
    }

    /// Without the place in the source, which stands in the line's number.
    private static String reason(JsonProcessingException e) {
        String own = e.getCause() instanceof IllegalArgumentException cause ? cause.getMessage() : null;
        return own == null ? e.getOriginalMessage() : own;
    }
}
