package io.tidemark.analytics.source;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.platform.client.Json;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The cache on disk: `snapshots/<id>/` holds whole, verified snapshots with `snapshot.json` and
/// `manifest.json` beside their parts, `incoming/` what is being fetched, `spill/` what the engine moves out of memory,
/// `exports/` tables on
/// their way to a caller. A snapshot
/// enters `snapshots/` by one rename, after everything in it has reached the disk.
public final class CacheFolder {
    private static final String DESCRIPTION = "snapshot.json";
    private static final String VIEWS = "views";
    private static final String MANIFEST = "manifest.json";
    private static final JsonMapper JSON = Json.lenient();

    private final Path snapshots;
    private final Path incoming;
    private final Path spill;
    private final Path exports;

    /// Creates the folder where it is absent and removes what an earlier run left unfinished.
    ///
    /// @throws UncheckedIOException where the folder cannot be used
    public CacheFolder(Path base) {
        try {
            this.snapshots = Files.createDirectories(base.resolve("snapshots"));
            this.incoming = emptied(base.resolve("incoming"));
            this.spill = emptied(base.resolve("spill"));
            this.exports = emptied(base.resolve("exports"));
        } catch (IOException e) {
            throw new UncheckedIOException("The cache folder " + base + " cannot be used", e);
        }
    }

    /// Below it all held snapshots stand.
    public Path snapshots() {
        return snapshots;
    }

    /// For intermediate results.
    public Path spill() {
        return spill;
    }

    /// For tables on their way to a caller.
    public Path exports() {
        return exports;
    }

    /// The snapshots an earlier run kept, without what was made of them for single callers. Their parts are not
    /// verified yet; folders that are no snapshots are removed.
    List<Snapshot> kept() throws IOException {
        List<Path> folders;
        try (Stream<Path> listed = Files.list(snapshots)) {
            folders = listed.toList();
        }
        List<Snapshot> kept = new ArrayList<>();
        for (Path folder : folders) {
            Optional<Snapshot> snapshot = described(folder);
            snapshot.ifPresent(kept::add);
            removeTree(folder.resolve(VIEWS));
            if (snapshot.isEmpty()) {
                removeTree(folder);
            }
        }
        return kept;
    }

    Path folderOf(UUID id) {
        return snapshots.resolve(id.toString());
    }

    /// Whether the snapshot is here with every byte as promised.
    boolean holds(Snapshot snapshot) throws IOException {
        Path folder = folderOf(snapshot.id());
        for (Part part : snapshot.parts()) {
            Path file = folder.resolve(part.file());
            if (!Files.isRegularFile(file) || !matches(file, part)) {
                return false;
            }
        }
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    /// Fetches and verifies all parts, then puts the snapshot in its place, replacing what stands there.
    ///
    /// @throws SnapshotUnavailable where a part cannot be had or is not what was promised; nothing is
    ///     left behind then
    void bring(Snapshot snapshot, SnapshotSource source) throws IOException, SnapshotUnavailable {
        Path arriving = Files.createTempDirectory(incoming, snapshot.id() + "-");
        try {
            for (Part part : snapshot.parts()) {
                Path file = arriving.resolve(part.file());
                source.fetch(snapshot, part, file);
                Checksum.verify(file, part);
                sync(file);
                file.toFile().setReadOnly();
            }
            Path manifest = arriving.resolve(MANIFEST);
            source.describe(snapshot, manifest);
            Manifest.read(manifest, snapshot);
            sync(manifest);
            describe(snapshot, arriving);
            place(arriving, folderOf(snapshot.id()));
        } catch (SourceAway e) {
            throw new SnapshotUnavailable(e.reason(), e);
        } finally {
            removeTree(arriving);
        }
    }

    /// What [#bring] put here.
    Arrived arrived(Snapshot snapshot) throws IOException, SnapshotUnavailable {
        Path folder = folderOf(snapshot.id());
        return new Arrived(folder, Manifest.read(folder.resolve(MANIFEST), snapshot));
    }

    /// The bytes that stand beside the parts of a snapshot that an earlier run kept.
    long bytesBesideParts(Snapshot snapshot) throws IOException {
        try (Stream<Path> all = Files.walk(folderOf(snapshot.id()))) {
            long bytes = all.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            return Math.max(0, bytes - snapshot.bytes());
        }
    }

    void remove(UUID id) throws IOException {
        removeTree(folderOf(id));
    }

    private void place(Path arrived, Path target) throws IOException {
        removeTree(target);
        sync(arrived);
        Files.move(arrived, target, StandardCopyOption.ATOMIC_MOVE);
        sync(snapshots);
    }

    private static boolean matches(Path file, Part part) throws IOException {
        try {
            Checksum.verify(file, part);
            return true;
        } catch (SnapshotUnavailable expected) {
            return false;
        }
    }

    private static Optional<Snapshot> described(Path folder) {
        try {
            Snapshot snapshot = JSON.readValue(folder.resolve(DESCRIPTION).toFile(), HistorySnapshot.class)
                    .checked();
            return folder.endsWith(snapshot.id().toString()) ? Optional.of(snapshot) : Optional.empty();
        } catch (IOException | IllegalArgumentException notASnapshot) {
            return Optional.empty();
        }
    }

    private static void describe(Snapshot snapshot, Path folder) throws IOException {
        Path file = folder.resolve(DESCRIPTION);
        JSON.writeValue(file.toFile(), HistorySnapshot.of(snapshot));
        sync(file);
    }

    private static void sync(Path fileOrFolder) throws IOException {
        try (FileChannel channel = FileChannel.open(fileOrFolder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path emptied(Path folder) throws IOException {
        removeTree(folder);
        return Files.createDirectories(folder);
    }

    private static void removeTree(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
