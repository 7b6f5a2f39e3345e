package io.tidemark.history.content;

import io.tidemark.history.snapshot.Sha256;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// The files whose content went through this process a while ago, was found to have its digest, and was not touched
/// since, wherever they were moved.
public final class Known {

    private static final int MOST = 50_000;

    private record Stamp(long size, FileTime modified, Sha256 sum, Instant seenAt) {
        boolean isLike(BasicFileAttributes found) {
            return size == found.size() && modified.equals(found.lastModifiedTime());
        }
    }

    /// By what the file system calls a file.
    private final Map<String, Stamp> stamps = new LinkedHashMap<>();

    private final Duration trustedFor;
    private final InstantSource clock;

    public Known(Duration trustedFor, InstantSource clock) {
        this.trustedFor = trustedFor;
        this.clock = clock;
    }

    /// @throws java.nio.file.NoSuchFileException when there is no such file
    public synchronized boolean trusts(Path file, Sha256 sum) throws IOException {
        BasicFileAttributes found = attributes(file);
        Stamp known = stamps.get(key(found));
        return known != null
                && known.sum().equals(sum)
                && known.isLike(found)
                && clock.instant().isBefore(known.seenAt().plus(trustedFor));
    }

    /// To be called once nothing more is written to the file.
    public synchronized void trust(Path file, Sha256 sum) throws IOException {
        if (stamps.size() >= MOST) {
            stamps.remove(stamps.keySet().iterator().next());
        }
        BasicFileAttributes found = attributes(file);
        stamps.put(key(found), new Stamp(found.size(), found.lastModifiedTime(), sum, clock.instant()));
    }

    public synchronized void forget(Path file) throws IOException {
        stamps.remove(key(attributes(file)));
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class);
    }

    private static String key(BasicFileAttributes found) {
        return String.valueOf(found.fileKey());
    }
}
