package io.tidemark.history.sample;

import io.tidemark.history.sample.SampleLog.Filter;
import io.tidemark.history.sample.SampleLog.Place;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.problem.FieldError;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// All readings, whether they are in the database or in files. Calls block.
public final class Samples {

    private static final int MAX_DAYS = 400;
    private static final int VOLUMES_AT_ONCE = 20;
    private static final int ATTEMPTS = 5;
    private static final int NAMED = 20;
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);

    /// @param compactAfter how old a day's readings must be to go to a file, two days at least
    /// @param readers files read at once
    /// @param memory of each of them, in DuckDB's words
    public record Limits(Duration compactAfter, int readers, String memory) {
        public Limits {
            if (compactAfter.compareTo(Duration.ofDays(2)) < 0 || readers < 1) {
                throw new IllegalArgumentException("samples: compact-after must be P2D or more, readers 1 or more");
            }
        }

        /// The last day whose readings go to a file.
        LocalDate lastDue(Instant now) {
            return dayOf(now.minus(compactAfter)).minusDays(1);
        }
    }

    private final SampleLog log;
    private final SoundFiles files;
    private final Limits limits;
    private final Semaphore readers;

    public Samples(SampleLog log, SoundFiles files, Limits limits) {
        this.log = log;
        this.files = files;
        this.limits = limits;
        this.readers = new Semaphore(limits.readers());
    }

    /// Adds those that are new, all of them or none.
    ///
    /// @param seen whether the servers themselves sent them
    /// @return how many were new
    /// @throws ProblemException 422 where readings are of tomorrow, or of too many days
    public int add(List<Sample> samples, Instant now, boolean seen) {
        requirePast(samples, now);
        Set<LocalDate> days = samples.stream().map(Samples::dayOf).collect(Collectors.toCollection(TreeSet::new));
        if (days.size() > MAX_DAYS) {
            throw ProblemException.field("samples", "must be of at most " + MAX_DAYS + " different days at once");
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!log.open(days)) {
                throw busy("too many days wait to be written to files");
            }
            OptionalInt fresh = log.add(samples, seen ? now : null, restored(samples, days, now));
            if (fresh.isPresent()) {
                return fresh.getAsInt();
            }
        }
        throw busy("the days are being written to files");
    }

    /// Up to `limit` readings in the order of [Point#ORDER], those behind `after` where it is given.
    public List<Sample> page(Filter filter, @Nullable Place after, int limit, Instant now) {
        if (filter.meansNothing()) {
            return List.of();
        }
        List<Sample> live = log.page(filter, after, limit);
        LocalDate last = earlier(limits.lastDue(now).plusDays(1), filter.to());
        LocalDate first = first(filter, after);
        if (first.isAfter(last)) {
            return live;
        }
        List<Sample> kept = new ArrayList<>();
        for (Archive archive : log.archives(first, last)) {
            if (kept.size() >= limit) {
                break;
            }
            if (mayHave(archive, filter)) {
                kept.addAll(read(archive, path -> SampleFile.page(path, filter, after, limit, limits.memory())));
            }
        }
        return merged(live, kept, limit);
    }

    private static boolean mayHave(Archive archive, Filter filter) {
        return archive.servers().stream()
                .anyMatch(server -> filter.tenancy().contains(server)
                        && (filter.server() == null || filter.server().equals(server)));
    }

    private static LocalDate first(Filter filter, @Nullable Place after) {
        Instant from = Objects.requireNonNullElse(filter.from(), Instant.EPOCH);
        return dayOf(after != null && after.at().isAfter(from) ? after.at() : from);
    }

    private static LocalDate earlier(LocalDate day, @Nullable Instant to) {
        return to == null || dayOf(to).isAfter(day) ? day : dayOf(to);
    }

    /// A reading may be in both, where its day was opened again.
    private static List<Sample> merged(List<Sample> live, List<Sample> kept, int limit) {
        List<Sample> merged = new ArrayList<>();
        Stream.concat(live.stream(), kept.stream())
                .sorted(Point.ORDER)
                .filter(one -> merged.isEmpty() || Point.ORDER.compare(merged.getLast(), one) != 0)
                .takeWhile(one -> merged.size() < limit)
                .forEach(merged::add);
        return merged;
    }

    /// What files know of the volumes on the days that may be in files is put back into the database,
    /// so that new
    /// readings meet all that are known.
    private Map<LocalDate, String> restored(List<Sample> samples, Set<LocalDate> days, Instant now) {
        Map<LocalDate, String> names = new HashMap<>();
        LocalDate last = limits.lastDue(now).plusDays(1);
        for (LocalDate day : days) {
            if (!day.isAfter(last)) {
                names.put(day, restored(samples, day));
            }
        }
        return names;
    }

    private String restored(List<Sample> samples, LocalDate day) {
        Archive archive = log.archive(day).orElse(null);
        if (archive == null) {
            return "";
        }
        Map<ServerName, Set<String>> volumes = samples.stream()
                .filter(one -> dayOf(one).equals(day))
                .collect(Collectors.groupingBy(
                        Sample::server, Collectors.mapping(Sample::volume, Collectors.toCollection(TreeSet::new))));
        volumes.forEach((server, names) -> restore(archive, server, List.copyOf(names)));
        return archive.file();
    }

    private void restore(Archive archive, ServerName server, List<String> volumes) {
        if (!archive.servers().contains(server.value())) {
            return;
        }
        for (int from = 0; from < volumes.size(); from += VOLUMES_AT_ONCE) {
            List<String> some = volumes.subList(from, Math.min(volumes.size(), from + VOLUMES_AT_ONCE));
            List<Sample> known = read(archive, path -> SampleFile.volumes(path, server, some, limits.memory()));
            if (!known.isEmpty()) {
                log.restore(known);
            }
        }
    }

    private interface Reading {
        List<Sample> from(Path file) throws SQLException;
    }

    /// A file may be replaced by a newer one of its day at any moment, or its local copy go.
    private List<Sample> read(Archive archive, Reading reading) {
        Archive current = archive;
        for (int attempt = 1; ; attempt++) {
            try {
                return bounded(current, reading);
            } catch (NoSuchFileException e) {
                Archive newer = log.archive(archive.day()).orElse(null);
                if (newer == null) {
                    return List.of();
                }
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(e);
                }
                current = newer;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<Sample> bounded(Archive archive, Reading reading) throws IOException {
        if (!acquired()) {
            throw busy("too many files of samples are being read");
        }
        try {
            Path file = files.get(archive);
            try {
                return reading.from(file);
            } catch (SQLException e) {
                if (!Files.exists(file)) {
                    throw new NoSuchFileException(archive.file());
                }
                throw new IOException("samples of " + archive.file() + " cannot be read", e);
            }
        } finally {
            readers.release();
        }
    }

    private boolean acquired() {
        try {
            return readers.tryAcquire(COME_AGAIN.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void requirePast(List<Sample> samples, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < samples.size() && errors.size() < NAMED; i++) {
            if (samples.get(i).at().isAfter(now.plus(AHEAD))) {
                errors.add(new FieldError("samples.[" + i + "]", "at must not lie more than a day ahead"));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.fields(errors);
        }
    }

    private static ProblemException busy(String why) {
        return new ProblemException(SampleProblem.SAMPLES_BUSY, why).retryAfter(COME_AGAIN);
    }

    private static LocalDate dayOf(Sample sample) {
        return dayOf(sample.at());
    }

    static LocalDate dayOf(Instant at) {
        return LocalDate.ofInstant(at, ZoneOffset.UTC);
    }
}
