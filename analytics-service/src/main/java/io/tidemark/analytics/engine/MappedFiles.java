package io.tidemark.analytics.engine;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Files of summaries that were read lately, mapped into memory.
final class MappedFiles<F> {
    private static final int MOST = 8192;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Path, Known<F>> known = new LinkedHashMap<>(64, 0.75f, true);

    /// The file as it is now: one that was made anew is another one.
    F open(Path path, Opening<F> opening) {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            lock.lock();
            try {
                Known<F> before = known.get(path);
                if (before != null && before.isStill(now)) {
                    return before.file;
                }
                F file = opening.open(path);
                known.put(path, new Known<>(file, now.fileKey(), now.lastModifiedTime()));
                if (known.size() > MOST) {
                    known.remove(known.keySet().iterator().next());
                }
                return file;
            } finally {
                lock.unlock();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A summary of a snapshot cannot be read", e);
        }
    }

    /// Maps a file.
    @FunctionalInterface
    interface Opening<F> {
        F open(Path path) throws IOException;
    }

    private record Known<F>(F file, @Nullable Object inode, FileTime made) {
        boolean isStill(BasicFileAttributes now) {
            return made.equals(now.lastModifiedTime()) && inode != null && inode.equals(now.fileKey());
        }
    }
}
