package io.tidemark.history.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.event.EventBell;
import io.tidemark.history.sample.Day;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.sample.SampleLog;
import io.tidemark.history.server.ServerName;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// Samples in PostgreSQL.
@ApplicationScoped
class PanacheSampleLog implements SampleLog {

    private final SampleRepository samples;
    private final EventBell bell;
    private final ObjectMapper json;

    PanacheSampleLog(SampleRepository samples, EventBell bell, ObjectMapper json) {
        this.samples = samples;
        this.bell = bell;
        this.json = json;
    }

    @Override
    public int add(List<Sample> added, Instant receivedAt) {
        String rows = write(added);
        int fresh = Blocking.await(() -> samples.add(rows, receivedAt));
        bell.ring();
        return fresh;
    }

    @Override
    public List<Sample> page(Filter filter, @Nullable Place after, int limit) {
        return Blocking.await(() -> samples.page(filter, after, limit)).stream()
                .map(SampleEntity::toSample)
                .toList();
    }

    @Override
    public List<Sample> latest(@Nullable String server) {
        return Blocking.await(() -> samples.latest(server)).stream()
                .map(SampleEntity::toSample)
                .toList();
    }

    @Override
    public List<Day> daily(Filter filter, int limit) {
        return Blocking.await(() -> samples.daily(filter, limit)).stream()
                .map(PanacheSampleLog::day)
                .toList();
    }

    private static Day day(Object[] row) {
        return new Day(
                new ServerName((String) row[0]),
                (String) row[1],
                Rows.day(row[2]),
                Rows.number(row[3]),
                Rows.number(row[4]),
                Rows.number(row[5]),
                Rows.number(row[6]),
                Rows.number(row[7]),
                Rows.number(row[8]));
    }

    private String write(List<Sample> added) {
        try {
            return json.writeValueAsString(added);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("samples are not JSON", e);
        }
    }
}
