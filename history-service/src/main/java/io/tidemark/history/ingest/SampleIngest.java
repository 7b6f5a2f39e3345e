package io.tidemark.history.ingest;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.sample.SampleLog;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Takes samples in, a batch at a time, each of them once.
public final class SampleIngest {

    private static final int MAX_SAMPLES = 10_000;
    private static final long MAX_BYTES = 8L << 20;

    /// What an agent sends.
    public record Batch(List<Sample> samples) {
        public Batch {
            samples = List.copyOf(samples);
            if (samples.size() > MAX_SAMPLES) {
                throw new IllegalArgumentException("at most " + MAX_SAMPLES + " samples at once");
            }
        }
    }

    private final SampleLog log;
    private final IngestMeter meter;
    private final InstantSource clock;
    private final ObjectReader reader;

    public SampleIngest(SampleLog log, IngestMeter meter, InstantSource clock, ObjectMapper mapper) {
        this.log = log;
        this.meter = meter;
        this.clock = clock;
        this.reader = mapper.readerFor(Batch.class)
                .with(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }

    /// @throws com.fasterxml.jackson.core.JsonProcessingException when it is no JSON or says something impossible
    /// @throws io.tidemark.platform.problem.ProblemException 413 when it is too large
    public Batch read(InputStream body) throws IOException {
        return reader.readValue(BoundedBody.read(body, MAX_BYTES));
    }

    /// Adds those that are new.
    public void add(Batch batch) {
        if (!batch.samples().isEmpty()) {
            meter.samplesReceived(log.add(batch.samples(), clock.instant().truncatedTo(ChronoUnit.MICROS)));
        }
    }
}
