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
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Makes the summaries of each snapshot that arrives, one snapshot at a time, so that questions keep the engine. A
/// seal is written last, with the checksum of each summary; what does not agree with it is made anew.
public final class Summaries implements Preparation {
    /// To be changed with the meaning of any summary, so that none outlives it.
    private static final String EDITION = "1";

    private static final String SEAL = "seal";
    private static final Asker ASKER = Asker.named("summaries");

    private final Engine engine;
    private final List<Summary> summaries;
    private final ReentrantLock making = new ReentrantLock();

    public Summaries(Engine engine, List<Summary> summaries) {
        this.engine = engine;
        this.summaries = List.copyOf(summaries);
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
        Files.deleteIfExists(folder.resolve(SEAL));
        for (Summary summary : summaries) {
            Path file = held.summary(summary.table());
            Files.deleteIfExists(file);
            engine.write(summary.query(), List.of(held), ASKER, file);
        }
        Files.writeString(folder.resolve(SEAL), content(held));
    }

    private boolean isSealed(HeldSnapshot held) throws IOException {
        Path seal = held.summaries().resolve(SEAL);
        for (Summary summary : summaries) {
            if (!Files.isRegularFile(held.summary(summary.table()))) {
                return false;
            }
        }
        return Files.isRegularFile(seal) && Files.readString(seal).equals(content(held));
    }

    private String content(HeldSnapshot held) throws IOException {
        StringBuilder content = new StringBuilder("edition " + EDITION + "\n");
        for (Summary summary : ordered()) {
            Path file = held.summary(summary.table());
            content.append(Checksum.of(file))
                    .append(' ')
                    .append(file.getFileName())
                    .append('\n');
        }
        return content.toString();
    }

    private List<Summary> ordered() {
        return summaries.stream().sorted(Comparator.comparing(Summary::table)).toList();
    }

    private long bytes(HeldSnapshot held) throws IOException {
        long bytes = 0;
        for (Summary summary : summaries) {
            bytes += Files.size(held.summary(summary.table()));
        }
        return bytes;
    }
}
