package io.tidemark.history.delta;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.snapshot.SnapshotId;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Comparisons that were made, a folder for each pair, which never changes. What was not asked for
/// longest goes first
/// when there are too many bytes.
final class DeltaFolder {

    private static final String SUMMARY = "summary.json";
    private static final String WORK = ".work-";

    /// Raised whenever a comparison says more or other things than before.
    private static final String FORM = ".2";

    private final Path folder;
    private final long maxBytes;
    private final ObjectMapper json;

    /// Makes the folder, and removes what a stopped service left unfinished in it.
    DeltaFolder(Path folder, long maxBytes, ObjectMapper json) throws IOException {
        this.folder = Files.createDirectories(folder.toAbsolutePath().normalize());
        this.maxBytes = maxBytes;
        this.json = json;
        for (Path left : list()) {
            if (left.getFileName().toString().startsWith(WORK)) {
                remove(left);
            }
        }
    }

    /// The kept comparison of a pair.
    Optional<DeltaSummary> summary(SnapshotId from, SnapshotId to) throws IOException {
        Path kept = of(from, to);
        try {
            DeltaSummary summary = json.readValue(Files.readAllBytes(kept.resolve(SUMMARY)), DeltaSummary.class);
            Files.setLastModifiedTime(kept, FileTime.from(Instant.now()));
            return Optional.of(summary);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    Path changes(SnapshotId from, SnapshotId to) {
        return of(from, to).resolve(DuckDbDelta.CHANGES);
    }

    /// A folder with the changes of a kept pair, which stay there whatever becomes of the pair; whoever asks for it
    /// removes it.
    Path lend(SnapshotId from, SnapshotId to) throws IOException {
        Path own = work();
        Files.createLink(own.resolve(DuckDbDelta.CHANGES), changes(from, to));
        return own;
    }

    /// An empty folder to work in; whoever asks for it removes it.
    Path work() throws IOException {
        return Files.createDirectory(folder.resolve(WORK + UUID.randomUUID()));
    }

    /// Keeps what was made in the folder `work`.
    void keep(Path work, DeltaSummary summary) throws IOException {
        remove(work.resolve("spill"));
        Files.write(work.resolve(SUMMARY), json.writeValueAsBytes(summary));
        Path kept = of(summary.from().id(), summary.to().id());
        remove(kept);
        Files.move(work, kept, StandardCopyOption.ATOMIC_MOVE);
        makeRoom(kept);
    }

    /// Removes what was kept of every pair with this snapshot.
    void forget(SnapshotId id) throws IOException {
        for (Path kept : list()) {
            if (kept.getFileName().toString().contains(id.toString())) {
                remove(kept);
            }
        }
    }

    void remove(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path one : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    private void makeRoom(Path newest) throws IOException {
        List<Path> oldestFirst = list().stream()
                .filter(kept -> !kept.equals(newest))
                .sorted(Comparator.comparing(DeltaFolder::used))
                .toList();
        long bytes = bytes(folder);
        for (Path kept : oldestFirst) {
            if (bytes <= maxBytes) {
                return;
            }
            bytes -= bytes(kept);
            remove(kept);
        }
    }

    private Path of(SnapshotId from, SnapshotId to) {
        return folder.resolve(from + "_" + to + FORM);
    }

    private List<Path> list() throws IOException {
        try (Stream<Path> found = Files.list(folder)) {
            return found.toList();
        }
    }

    private static Instant used(Path kept) {
        return Instant.ofEpochMilli(kept.toFile().lastModified());
    }

    private static long bytes(Path path) throws IOException {
        try (Stream<Path> tree = Files.walk(path)) {
            return tree.mapToLong(one -> one.toFile().length()).sum();
        }
    }
}
