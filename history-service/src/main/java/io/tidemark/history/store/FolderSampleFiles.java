package io.tidemark.history.store;

import io.tidemark.history.sample.SampleFiles;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Files of readings in a folder of the store.
public final class FolderSampleFiles implements SampleFiles {

    private final Path folder;

    /// Makes the folders where they are missing.
    ///
    /// @param store the folder of the whole store
    public FolderSampleFiles(Path store) throws IOException {
        this.folder = store.toAbsolutePath().normalize().resolve("samples");
        Files.createDirectories(staging());
        sync(folder.resolve(".."));
    }

    @Override
    public Path staging() {
        return folder.resolve(".staging");
    }

    @Override
    public void put(String name, Path written) throws IOException {
        sync(written);
        Files.move(written, file(name), StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
    }

    @Override
    public Path get(String name) throws IOException {
        Path file = file(name);
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(name);
        }
        return file;
    }

    /// What is given is the file itself.
    @Override
    public boolean dropCopy(String name) {
        return false;
    }

    @Override
    public void remove(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    @Override
    public List<String> putBefore(Instant before) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                    names.add(file.getFileName().toString());
                }
            }
        }
        return names;
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
