package io.tidemark.history.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Local copies of immutable content, whole ones only. What was not used longest goes first, but nothing that was
/// used a moment ago, for somebody may be about to open it. Safe for several threads and, as names come and go by
/// renames, for several processes.
final class ContentCache {

    private static final Duration MOMENT = Duration.ofMinutes(10);
    private static final String FETCHING = ".fetching-";

    private final Path folder;
    private final long maxBytes;

    /// Makes the folder, and removes what a stopped service left unfinished in it.
    ContentCache(Path folder, long maxBytes) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.maxBytes = maxBytes;
        for (Path left : files()) {
            if (left.getFileName().toString().startsWith(FETCHING)) {
                Files.deleteIfExists(left);
            }
        }
    }

    /// Brings content to a local file, which does not exist yet.
    interface Source {
        void fetch(Path target) throws IOException;
    }

    /// The copy of `key`, fetched where there is none.
    Path get(String key, Source source) throws IOException {
        Path copy = folder.resolve(key);
        if (Files.exists(copy)) {
            Files.setLastModifiedTime(copy, FileTime.from(Instant.now()));
            return copy;
        }
        Path fetched = folder.resolve(FETCHING + UUID.randomUUID());
        try {
            source.fetch(fetched);
            take(key, fetched);
        } finally {
            Files.deleteIfExists(fetched);
        }
        return copy;
    }

    /// Takes a local file over as the copy of `key`.
    void take(String key, Path content) throws IOException {
        Path copy = folder.resolve(key);
        Files.createDirectories(Optional.ofNullable(copy.getParent()).orElse(folder));
        Files.setLastModifiedTime(content, FileTime.from(Instant.now()));
        Files.move(content, copy, StandardCopyOption.ATOMIC_MOVE);
        makeRoom();
    }

    /// @return whether there was one
    boolean forget(String key) throws IOException {
        return Files.deleteIfExists(folder.resolve(key));
    }

    private void makeRoom() throws IOException {
        List<Path> files = files();
        long bytes = files.stream().mapToLong(file -> file.toFile().length()).sum();
        Instant moment = Instant.now().minus(MOMENT);
        for (Path file : files) {
            if (bytes <= maxBytes || !used(file).isBefore(moment)) {
                return;
            }
            bytes -= file.toFile().length();
            Files.deleteIfExists(file);
        }
    }

    /// Oldest use first.
    private List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(ContentCache::used))
                    .toList();
        }
    }

    private static Instant used(Path file) {
        return Instant.ofEpochMilli(file.toFile().lastModified());
    }
}
