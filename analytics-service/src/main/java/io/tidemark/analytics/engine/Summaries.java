package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Arrived;
import io.tidemark.analytics.source.Checksum;
import io.tidemark.analytics.source.Preparation;
import io.tidemark.analytics.source.Snapshot;
import io.tidemark.analytics.source.SnapshotUnavailable;
import io.tidemark.platform.problem.ProblemException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Makes the summaries of each snapshot that arrives, one snapshot at a time, so that questions keep the
/// engine. A seal is written last, with the checksum of each summary; what does not agree with it is
/// made anew.
public final class Summaries implements Preparation {
    /// To be changed with the meaning of any summary, so that none outlives it.
    private static final String FIRST_LINE = "edition 3";

    private static final String SEAL = "seal";
    private static final Asker ASKER = Asker.named("summaries");

    private final Engine engine;
    private final List<Summary> summaries;
    private final List<Keyed> keyed;
    private final List<Stamped> stamped;
    private final ReentrantLock making = new ReentrantLock();

    public Summaries(Engine engine, List<Summary> summaries, List<Keyed> keyed, List<Stamped> stamped) {
        this.engine = engine;
        this.summaries = List.copyOf(summaries);
        this.keyed = List.copyOf(keyed);
        this.stamped = List.copyOf(stamped);
    }

    @Override
    public long prepare(Snapshot snapshot, Arrived arrived) throws SnapshotUnavailable {
        HeldSnapshot held = new HeldSnapshot(snapshot, arrived.folder(), arrived.manifest());
        making.lock();
        try {
            if (!isSealed(held)) {
                make(held);
            }
            return bytes(held);
        } catch (IOException e) {
            throw new SnapshotUnavailable("its summaries cannot be written: " + e.getMessage(), e);
        } catch (ProblemException e) {
            throw new SnapshotUnavailable("its summaries could not be made: " + e.getMessage(), e);
        } finally {
            making.unlock();
        }
    }

    private void make(HeldSnapshot held) throws IOException {
        Path folder = Files.createDirectories(held.summaries());
        Set<Path> sound = sound(held);
        clear(folder, sound);
        for (Summary summary : summaries(held)) {
            Path file = held.summary(summary.table());
            if (!sound.contains(file)) {
                engine.write(summary.query(), List.of(held), ASKER, summary.layout(), file);
            }
        }
        for (Keyed table : keyed(held)) {
            Path file = held.summary(table);
            if (!sound.contains(file)) {
                engine.write(table, held, ASKER, file);
            }
        }
        for (Stamped table : stamped(held)) {
            Path file = held.summary(table);
            if (!sound.contains(file)) {
                engine.write(table, held, ASKER, file);
            }
        }
        Files.writeString(folder.resolve(SEAL), content(held));
    }

    private List<Summary> summaries(HeldSnapshot held) {
        return held.snapshot().hasFoldersAlone() ? List.of() : summaries;
    }

    private List<Keyed> keyed(HeldSnapshot held) {
        return held.snapshot().hasFoldersAlone()
                ? keyed.stream().filter(table -> table.ofFoldersAlone() != null).toList()
                : keyed;
    }

    private List<Stamped> stamped(HeldSnapshot held) {
        return held.snapshot().hasFoldersAlone() ? List.of() : stamped;
    }

    /// What is there already with the checksum that the seal tells, so that only what is new or damaged
    /// is made.
    private Set<Path> sound(HeldSnapshot held) throws IOException {
        Path seal = held.summaries().resolve(SEAL);
        List<String> lines = Files.isRegularFile(seal) ? Files.readAllLines(seal) : List.of();
        Set<Path> sound = new HashSet<>();
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            return sound;
        }
        for (Path file : files(held)) {
            if (Files.isRegularFile(file) && lines.contains(line(file))) {
                sound.add(file);
            }
        }
        return sound;
    }

    /// The seal goes first.
    private static void clear(Path folder, Set<Path> but) throws IOException {
        Files.deleteIfExists(folder.resolve(SEAL));
        List<Path> old;
        try (Stream<Path> files = Files.list(folder)) {
            old = files.filter(file -> !but.contains(file)).toList();
        }
        for (Path file : old) {
            Files.delete(file);
        }
    }

    private boolean isSealed(HeldSnapshot held) throws IOException {
        Path seal = held.summaries().resolve(SEAL);
        for (Path file : files(held)) {
            if (!Files.isRegularFile(file)) {
                return false;
            }
        }
        return Files.isRegularFile(seal) && Files.readString(seal).equals(content(held));
    }

    private String content(HeldSnapshot held) throws IOException {
        StringBuilder content = new StringBuilder(FIRST_LINE + "\n");
        for (Path file : files(held)) {
            content.append(line(file)).append('\n');
        }
        return content.toString();
    }

    private static String line(Path file) throws IOException {
        return Checksum.of(file) + " " + file.getFileName();
    }

    private List<Path> files(HeldSnapshot held) {
        return Stream.of(
                        summaries(held).stream().map(summary -> held.summary(summary.table())),
                        keyed(held).stream().map(held::summary),
                        stamped(held).stream().map(held::summary))
                .flatMap(files -> files)
                .sorted()
                .toList();
    }

    private long bytes(HeldSnapshot held) throws IOException {
        long bytes = 0;
        for (Path file : files(held)) {
            bytes += Files.size(file);
        }
        return bytes;
    }
}
