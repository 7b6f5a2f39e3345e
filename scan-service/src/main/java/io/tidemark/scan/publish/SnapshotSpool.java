package io.tidemark.scan.publish;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.scan.snapshot.DurableFiles;
import io.tidemark.scan.snapshot.SnapshotFolder;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Sealed snapshots that history does not have yet, one folder each, and those it refused. Safe for several threads
/// as long as each snapshot is handled by one.
public final class SnapshotSpool {

    private static final ProblemCode FULL = new ProblemCode("spool-full", 503, "There is no room for another snapshot");
    private static final Duration RETRY = Duration.ofMinutes(1);
    private static final long MIB = 1 << 20;

    private final SpoolLimits limits;
    private final Path waiting;
    private final Path refused;

    /// @throws IOException when the folders cannot be made
    public SnapshotSpool(Path state, SpoolLimits limits) throws IOException {
        this.limits = limits;
        this.waiting = Files.createDirectories(state.resolve("spool"));
        this.refused = Files.createDirectories(state.resolve("refused"));
    }

    /// Takes over a sealed snapshot's folder from elsewhere on the same filesystem; durable on return.
    public void add(UUID id, Path sealed) throws IOException {
        if (!SnapshotFolder.isSealed(sealed)) {
            throw new IllegalArgumentException("not sealed: " + sealed);
        }
        DurableFiles.move(sealed, folder(id));
    }

    public boolean holds(UUID id) {
        return Files.isDirectory(folder(id));
    }

    /// The snapshots that wait, oldest first.
    public List<UUID> waiting() throws IOException {
        return ids(waiting);
    }

    /// The snapshots set aside.
    public List<UUID> refused() throws IOException {
        return ids(refused);
    }

    public Path folder(UUID id) {
        return waiting.resolve(id.toString());
    }

    /// Forgets a delivered snapshot. The manifest goes first, so that a half-removed one is no snapshot.
    public void remove(UUID id) throws IOException {
        Files.deleteIfExists(folder(id).resolve(SnapshotFolder.MANIFEST));
        DurableFiles.delete(folder(id));
    }

    /// Sets a snapshot aside for people to look at, with the reason beside it in `problem.txt`.
    public void refuse(UUID id, String problem) throws IOException {
        DurableFiles.write(folder(id).resolve("problem.txt"), problem.getBytes(StandardCharsets.UTF_8));
        DurableFiles.delete(refused.resolve(id.toString()));
        DurableFiles.move(folder(id), refused.resolve(id.toString()));
    }

    /// Bytes of all files that wait.
    public long bytes() throws IOException {
        return bytes(waiting);
    }

    /// @throws ProblemException 503 that says in words why there is no room for another snapshot
    public void requireRoom() {
        full().ifPresent(reason -> {
            throw new ProblemException(FULL, reason).retryAfter(RETRY);
        });
    }

    /// Why there is no room for another snapshot; empty where there is.
    public Optional<String> full() {
        try {
            long kept = bytes(waiting) + bytes(refused);
            int snapshots = waiting().size() + refused().size();
            long free = Files.getFileStore(waiting).getUsableSpace();
            if (snapshots >= limits.snapshots()) {
                return Optional.of(snapshots + " snapshots wait for history or were refused by it, and"
                        + " scan.spool-snapshots allows no more");
            }
            if (kept >= limits.bytes()) {
                return Optional.of("what waits for history or was refused by it has " + kept / MIB
                        + " MiB, and scan.spool-mib allows no more");
            }
            return free >= limits.freeBytes()
                    ? Optional.empty()
                    : Optional.of("the volume of scan.state-dir has only " + free / MIB
                            + " MiB left, and scan.spool-free-mib asks for " + limits.freeBytes() / MIB);
        } catch (IOException e) {
            return Optional.of("the state folder cannot be read: " + e);
        }
    }

    /// Files may go while this counts: they are delivered all the time.
    private static long bytes(Path folder) throws IOException {
        long sum = 0;
        for (UUID id : ids(folder)) {
            File[] files = folder.resolve(id.toString()).toFile().listFiles();
            for (File file : files == null ? new File[0] : files) {
                sum += file.length();
            }
        }
        return sum;
    }

    private static List<UUID> ids(Path folder) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.map(f -> f.getFileName().toString())
                    .filter(name -> name.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                    .sorted()
                    .map(UUID::fromString)
                    .toList();
        }
    }
}
