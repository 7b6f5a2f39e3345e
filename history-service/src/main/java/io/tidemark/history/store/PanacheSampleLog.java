package io.tidemark.history.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidemark.history.event.EventBell;
import io.tidemark.history.sample.Archive;
import io.tidemark.history.sample.Bucket;
import io.tidemark.history.sample.Day;
import io.tidemark.history.sample.Mark;
import io.tidemark.history.sample.Resolution;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.sample.SampleLog;
import io.tidemark.platform.store.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Samples in PostgreSQL.
@ApplicationScoped
class PanacheSampleLog implements SampleLog {

    private final SampleRepository samples;
    private final EventBell bell;
    private final ObjectMapper json;
    private final InstantSource clock;

    PanacheSampleLog(SampleRepository samples, EventBell bell, ObjectMapper json, InstantSource clock) {
        this.samples = samples;
        this.bell = bell;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public boolean open(Set<LocalDate> days) {
        String list = days(days);
        return Blocking.await(() -> samples.open(list));
    }

    @Override
    public OptionalInt add(List<Sample> added, @Nullable Instant seenAt, Map<LocalDate, String> archived) {
        String rows = write(added);
        String days = days(archived.keySet());
        Set<String> files =
                archived.values().stream().filter(file -> !file.isEmpty()).collect(Collectors.toSet());
        Instant now = clock.instant();
        OptionalInt fresh = Blocking.await(() -> samples.add(rows, seenAt, now, days, files));
        bell.ring();
        return fresh;
    }

    @Override
    public void restore(List<Sample> known) {
        String rows = write(known);
        Blocking.await(() -> samples.restore(rows));
    }

    @Override
    public List<Archive> archives(LocalDate from, LocalDate to) {
        return Blocking.await(() -> samples.archives(from, to)).stream()
                .map(SampleRows::archive)
                .toList();
    }

    @Override
    public Optional<Archive> archive(LocalDate day) {
        return archives(day, day).stream().findFirst();
    }

    @Override
    public List<Sample> page(Filter filter, @Nullable Place after, int limit) {
        return rows(filter, () -> samples.page(filter, after, limit), SampleRows::sample);
    }

    @Override
    public List<Bucket> buckets(Resolution resolution, Filter filter, @Nullable Place after, int limit) {
        return rows(filter, () -> samples.buckets(resolution, filter, after, limit), SampleRows::bucket);
    }

    @Override
    public List<Mark> marks(Filter filter, int limit) {
        return rows(filter, () -> samples.marks(filter, limit), SampleRows::mark);
    }

    @Override
    public List<Sample> latest(@Nullable String server) {
        return Blocking.await(() -> samples.latest(server)).stream()
                .map(SampleRows::sample)
                .toList();
    }

    @Override
    public List<Day> daily(Filter filter, int limit) {
        return rows(filter, () -> samples.daily(filter, limit), SampleRows::day);
    }

    private static <T> List<T> rows(Filter filter, Supplier<Uni<List<Object[]>>> query, Function<Object[], T> row) {
        return filter.meansNothing()
                ? List.of()
                : Blocking.await(query).stream().map(row).toList();
    }

    private String days(Set<LocalDate> days) {
        return write(days.stream().map(LocalDate::toString).sorted().toList());
    }

    private String write(List<?> list) {
        try {
            return json.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON", e);
        }
    }
}
