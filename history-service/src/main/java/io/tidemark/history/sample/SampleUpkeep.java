package io.tidemark.history.sample;

import io.tidemark.history.snapshot.Sha256;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes days ahead, moves the readings of old days to files, and takes away what policies do not
/// keep. Every step can
/// be interrupted at any moment: a file counts from the moment it is registered, and a day's readings
/// leave the database
/// in that same step. What an interrupted step leaves behind is an unknown file, which a later run
/// removes. Calls block.
public final class SampleUpkeep {

    private static final System.Logger LOG = System.getLogger(SampleUpkeep.class.getName());
    private static final int DAYS_AHEAD = 7;
    private static final Duration UNKNOWN_FOR = Duration.ofHours(1);
    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);

    private final SampleLog log;
    private final SampleDays days;
    private final SampleFiles files;
    private final SoundFiles sound;
    private final Samples.Limits limits;
    private final Supplier<Map<String, SampleAges>> ages;

    /// @param ages of all servers
    public SampleUpkeep(
            SampleLog log,
            SampleDays days,
            SampleFiles files,
            SoundFiles sound,
            Samples.Limits limits,
            Supplier<Map<String, SampleAges>> ages) {
        this.log = log;
        this.days = days;
        this.files = files;
        this.sound = sound;
        this.limits = limits;
        this.ages = ages;
    }

    /// What a run did.
    ///
    /// @param written days whose file was written
    /// @param removed days of which nothing is left
    public record Done(int written, int removed) {}

    /// Makes today's place and those of the days to come.
    public void openAhead(Instant now) {
        LocalDate today = Samples.dayOf(now);
        log.open(IntStream.rangeClosed(-1, DAYS_AHEAD).mapToObj(today::plusDays).collect(Collectors.toSet()));
    }

    /// Whether a day is old enough to go to a file.
    public boolean isDue(Instant now) {
        LocalDate last = limits.lastDue(now);
        return days.open().stream().anyMatch(day -> !day.isAfter(last));
    }

    /// All that is due; a day that fails does not keep the others waiting. Does nothing while another
    /// replica is at it.
    ///
    /// @throws RuntimeException what the first day failed with, after all others were tried
    public Done run(Instant now) {
        openAhead(now);
        List<Done> done = new ArrayList<>();
        days.alone(() -> done.add(runAlone(now)));
        return done.isEmpty() ? new Done(0, 0) : done.getFirst();
    }

    private Done runAlone(Instant now) {
        Map<String, Instant> keptFrom = new HashMap<>();
        ages.get().forEach((server, age) -> applyAges(server, age, now, keptFrom));
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        List<RuntimeException> failures = new ArrayList<>();
        for (LocalDate day : due(keptFrom, now)) {
            try {
                outcomes.merge(rewrite(day, expired(keptFrom, day), now), 1, Integer::sum);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        sweep(now);
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
        return new Done(outcomes.getOrDefault(Outcome.WRITTEN, 0), outcomes.getOrDefault(Outcome.REMOVED, 0));
    }

    private void applyAges(String server, SampleAges age, Instant now, Map<String, Instant> keptFrom) {
        Duration readings = age.readings();
        if (readings != null) {
            Instant from = Resolution.DAY.start(now.minus(readings));
            days.markGone(server, from);
            keptFrom.put(server, from);
        }
        removeRollUps(Resolution.HOUR, server, age.hours(), now);
        removeRollUps(Resolution.DAY, server, age.days(), now);
    }

    private void removeRollUps(Resolution resolution, String server, @Nullable Duration age, Instant now) {
        if (age != null) {
            days.removeRollUps(resolution, server, resolution.start(now.minus(age)));
        }
    }

    /// Open days that are old enough, and days in files with readings that are too old.
    private Set<LocalDate> due(Map<String, Instant> keptFrom, Instant now) {
        LocalDate last = limits.lastDue(now);
        Set<LocalDate> due = new TreeSet<>();
        days.open().stream().filter(day -> !day.isAfter(last)).forEach(due::add);
        for (Archive archive : log.archives(FIRST, last)) {
            Set<String> expired = expired(keptFrom, archive.day());
            if (archive.servers().stream().anyMatch(expired::contains)) {
                due.add(archive.day());
            }
        }
        return due;
    }

    private static Set<String> expired(Map<String, Instant> keptFrom, LocalDate day) {
        return keptFrom.entrySet().stream()
                .filter(entry -> day.isBefore(Samples.dayOf(entry.getValue())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private enum Outcome {
        WRITTEN,
        REMOVED,
        PUT_OFF
    }

    private Outcome rewrite(LocalDate day, Set<String> without, Instant now) {
        Archive before = log.archive(day).orElse(null);
        Path folder = files.staging().resolve(UUID.randomUUID().toString());
        try {
            Files.createDirectories(folder);
            return rewrite(day, without, before, folder, now);
        } catch (IOException e) {
            throw new UncheckedIOException("samples of " + day + " cannot be moved to a file", e);
        } catch (SQLException e) {
            throw new IllegalStateException("samples of " + day + " cannot be moved to a file", e);
        } finally {
            delete(folder);
        }
    }

    private Outcome rewrite(LocalDate day, Set<String> without, @Nullable Archive before, Path folder, Instant now)
            throws IOException, SQLException {
        Path earlier = before == null ? null : sound.get(before);
        Path target = folder.resolve("samples.parquet");
        long read;
        SampleFile.Content content;
        try (SampleFile.Writer writer = new SampleFile.Writer(folder, earlier, limits.memory())) {
            read = days.read(day, writer::add);
            content = writer.write(target, earlier, without);
        }
        Archive file = content.rows() == 0 ? null : put(day, target, content, now);
        if (!days.replace(day, file, before, read)) {
            LOG.log(System.Logger.Level.INFO, "samples of {0} wait for the next run", day);
            if (file != null) {
                files.remove(file.file());
            }
            return Outcome.PUT_OFF;
        }
        if (before != null) {
            files.remove(before.file());
        }
        return file == null ? Outcome.REMOVED : Outcome.WRITTEN;
    }

    private Archive put(LocalDate day, Path written, SampleFile.Content content, Instant now) throws IOException {
        String name = day + "-" + UUID.randomUUID() + ".parquet";
        long bytes = Files.size(written);
        String sha256 = sha256(written);
        files.put(name, written);
        return new Archive(day, name, content.rows(), bytes, sha256, content.servers(), now);
    }

    /// Removes files that no day knows, and what was being written when somebody was interrupted.
    private void sweep(Instant now) {
        try {
            List<String> names = files.putBefore(now.minus(UNKNOWN_FOR));
            Set<String> known = log.archives(FIRST, Samples.dayOf(now)).stream()
                    .map(Archive::file)
                    .collect(Collectors.toSet());
            for (String name : names) {
                if (!known.contains(name)) {
                    files.remove(name);
                    LOG.log(System.Logger.Level.INFO, "unknown file of samples removed: {0}", name);
                }
            }
            sweepStaging(now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sweepStaging(Instant now) throws IOException {
        try (Stream<Path> folders = Files.list(files.staging())) {
            for (Path folder : folders.toList()) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(UNKNOWN_FOR))) {
                    delete(folder);
                }
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} is left: {1}", folder, e.getMessage());
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(content, Sha256.newDigest())) {
            digest.transferTo(OutputStream.nullOutputStream());
            return Sha256.of(digest.getMessageDigest()).hex();
        }
    }
}
