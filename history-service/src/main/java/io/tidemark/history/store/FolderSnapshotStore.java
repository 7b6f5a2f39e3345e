package io.tidemark.history.store;

import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.SnapshotLocation;
import io.tidemark.history.snapshot.SnapshotStore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Snapshots in a folder. A snapshot's folder appears whole, by one rename, and its manifest is written before that,
/// so a crash at any point leaves either nothing or all of it.
public final class FolderSnapshotStore implements SnapshotStore {

    private static final String MANIFEST = "manifest.json";
    private static final String STAGING = ".staging";

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
    public Path part(SnapshotLocation location, PartName name) throws IOException {
        Path file = sealed(location).resolve(name.value());
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return file;
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

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
