package io.tidemark.scan.snapshot;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

/// What one snapshot is of.
///
/// @param root absolute and normal
public record SnapshotSpec(UUID id, String server, Path root, Instant startedAt) {

    public SnapshotSpec {
        if (server.isBlank()) {
            throw new IllegalArgumentException("a server has a name");
        }
        if (!root.isAbsolute()) {
            throw new IllegalArgumentException("a root is absolute: " + root);
        }
    }
}
