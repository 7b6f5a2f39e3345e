package io.tidemark.history.store;

import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;
import io.tidemark.history.snapshot.StoredName;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/// Snapshots in a folder. A snapshot's folder appears whole, by one rename, and its manifest is written before that,
/// so a crash at any point leaves either nothing or all of it.
public final class FolderSnapshotStore implements SnapshotStore {

    private static final String MANIFEST = StoredName.MANIFEST;
    private static final String STAGING = ".staging";
    private static final String QUARANTINE = ".quarantine";
    private static final String REMOVED = ".removed-";

    private final Path folder;

    /// Makes the folder where it is missing.
    public FolderSnapshotStore(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        Files.createDirectories(staging());
    }

    @Override
    public Path staging() {
        return folder.resolve(STAGING);
    }

    @Override
    public void seal(SnapshotLocation location, Path upload, byte[] manifest) throws IOException {
        Path sealed = sealed(location);
        requireFree(sealed);
        writeManifest(upload.resolve(MANIFEST), manifest);
        sync(upload);
        createDurably(parent(sealed));
        move(upload, sealed);
        sync(parent(sealed));
        sync(parent(upload));
    }

    @Override
    public Optional<byte[]> manifest(SnapshotLocation location) throws IOException {
        Path file = sealed(location).resolve(MANIFEST);
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    @Override
    public Path file(SnapshotLocation location, StoredName name) throws IOException {
        Path file = sealed(location).resolve(name.value());
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
    }

    /// Three levels of folders and nothing below them; what has no manifest is none.
    @Override
    public List<SnapshotLocation> sealed() throws IOException {
        try (Stream<Path> tree = Files.find(folder, 3, (path, what) -> what.isDirectory() && isSealed(path))) {
            return tree.map(path ->
                            SnapshotLocation.ofKey(folder.relativize(path).toString()))
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(SnapshotLocation::key))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public SortedMap<StoredName, Long> files(SnapshotLocation location) throws IOException {
        SortedMap<StoredName, Long> found = new TreeMap<>();
        if (!isSealed(sealed(location))) {
            return found;
        }
        try (Stream<Path> files = Files.list(sealed(location))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (StoredName.isValid(name)) {
                    found.put(new StoredName(name), Files.size(file));
                }
            }
        }
        return found;
    }

    @Override
    public void put(SnapshotLocation location, StoredName name, Path content) throws IOException {
        Path target = sealed(location).resolve(name.value());
        requireSealed(location);
        if (Files.exists(target)) {
            requireSame(target, content);
            return;
        }
        Path copy = Files.createTempFile(staging(), ".put-", "");
        try {
            Files.copy(content, copy, StandardCopyOption.REPLACE_EXISTING);
            sync(copy);
            Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE);
            sync(parent(target));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    @Override
    public void delete(SnapshotLocation location, StoredName name) throws IOException {
        if (Files.deleteIfExists(sealed(location).resolve(name.value()))) {
            sync(sealed(location));
        }
    }

    /// It leaves its place by one rename; what a crash leaves of it then lies in staging and can be read by nobody.
    @Override
    public void remove(SnapshotLocation location) throws IOException {
        Path removed = staging().resolve(REMOVED + UUID.randomUUID());
        try {
            Files.move(sealed(location), removed, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return;
        }
        sync(parent(sealed(location)));
        sync(staging());
        discard(removed);
    }

    /// What is given is the file itself.
    @Override
    public boolean dropCopy(SnapshotLocation location, StoredName name) {
        return false;
    }

    @Override
    public void quarantine(SnapshotLocation location, StoredName name) throws IOException {
        Path file = sealed(location).resolve(name.value());
        if (Files.exists(file)) {
            Path aside = folder.resolve(QUARANTINE).resolve(location.key());
            createDurably(aside);
            try {
                Files.move(file, aside.resolve(name + "." + UUID.randomUUID()), StandardCopyOption.ATOMIC_MOVE);
            } catch (NoSuchFileException e) {
                // somebody else took it aside at the same moment
                return;
            }
            sync(aside);
            sync(sealed(location));
        }
    }

    @Override
    public void reseal(SnapshotLocation location, byte[] manifest) throws IOException {
        Path written = Files.createTempFile(staging(), ".put-", "");
        writeManifest(written, manifest);
        Files.move(written, sealed(location).resolve(MANIFEST), StandardCopyOption.ATOMIC_MOVE);
        sync(sealed(location));
    }

    @Override
    public int removeLeftovers(Instant before) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> left = Files.newDirectoryStream(staging(), "{" + REMOVED + "*,.put-*,.probe*}")) {
            for (Path path : left) {
                if (Files.getLastModifiedTime(path).toInstant().isBefore(before)) {
                    discard(path);
                    removed++;
                }
            }
        }
        return removed;
    }

    @Override
    public long freeBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    @Override
    public void checkWritable() throws IOException {
        Path probe = Files.createTempFile(staging(), ".probe", "");
        try {
            Files.write(probe, new byte[] {1});
        } finally {
            Files.delete(probe);
        }
    }

    private static boolean isSealed(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    private void requireSealed(SnapshotLocation location) throws NoSuchFileException {
        if (!isSealed(sealed(location))) {
            throw new NoSuchFileException(sealed(location).toString());
        }
    }

    private static void requireSame(Path there, Path content) throws IOException {
        if (Files.mismatch(there, content) >= 0) {
            throw new FileAlreadyExistsException(there.toString());
        }
    }

    private static void discard(Path path) throws IOException {
        try (Stream<Path> tree = Files.walk(path)) {
            for (Path one : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }

    private Path sealed(SnapshotLocation location) {
        return folder.resolve(location.key());
    }

    private static void requireFree(Path sealed) throws FileAlreadyExistsException {
        if (Files.exists(sealed)) {
            throw new FileAlreadyExistsException(sealed.toString());
        }
    }

    private static void writeManifest(Path file, byte[] manifest) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer content = ByteBuffer.wrap(manifest);
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /// A folder that somebody else sealed meanwhile is not empty, so the rename onto it fails.
    private static void move(Path upload, Path sealed) throws IOException {
        try {
            Files.move(upload, sealed, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            Files.deleteIfExists(upload.resolve(MANIFEST));
            requireFree(sealed);
            throw e;
        }
    }

    /// Makes `path` and its missing parents, each entered durably in the folder above it.
    private static void createDurably(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        createDurably(parent(path));
        try {
            Files.createDirectory(path);
        } catch (FileAlreadyExistsException e) {
            return;
        }
        sync(parent(path));
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("the store is below the root folder");
        }
        return parent;
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
