package io.tidemark.history.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// A folder that is gone when its work is done.
record WorkFolder(Path path) implements AutoCloseable {

    /// An empty one below `parent`, which is emptied of what a stopped service left.
    static WorkFolder in(Path parent) throws IOException {
        Files.createDirectories(parent);
        remove(parent, false);
        return new WorkFolder(Files.createTempDirectory(parent, "work"));
    }

    @Override
    public void close() throws IOException {
        remove(path, true);
    }

    private static void remove(Path folder, boolean itself) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path one : tree.sorted(Comparator.reverseOrder()).toList()) {
                if (itself || !one.equals(folder)) {
                    Files.deleteIfExists(one);
                }
            }
        }
    }
}
