package io.tidemark.history.content;

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

/// The files that were read and found right a while ago and were not touched since.
public final class Known {

    private static final int MOST = 50_000;

    private record Stamp(long size, FileTime modified, Object key, Instant readAt) {
        static Stamp of(Path file, Instant at) throws IOException {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(found.size(), found.lastModifiedTime(), String.valueOf(found.fileKey()), at);
        }

        boolean isOfSameFile(Stamp other) {
            return size == other.size && modified.equals(other.modified) && key.equals(other.key);
        }
    }

    private final Map<Path, Stamp> stamps = new LinkedHashMap<>();
    private final Duration trustedFor;
    private final InstantSource clock;

    public Known(Duration trustedFor, InstantSource clock) {
        this.trustedFor = trustedFor;
        this.clock = clock;
    }

    public synchronized boolean trusts(Path file) throws IOException {
        Stamp known = stamps.get(file);
        Instant now = clock.instant();
        return known != null
                && now.isBefore(known.readAt().plus(trustedFor))
                && known.isOfSameFile(Stamp.of(file, now));
    }

    /// @param file as it was before it was read: what changed meanwhile is not trusted
    public synchronized void trust(Path file) throws IOException {
        if (stamps.size() >= MOST) {
            stamps.remove(stamps.keySet().iterator().next());
        }
        stamps.put(file, Stamp.of(file, clock.instant()));
    }

    public synchronized void forget(Path file) {
        stamps.remove(file);
    }
}
