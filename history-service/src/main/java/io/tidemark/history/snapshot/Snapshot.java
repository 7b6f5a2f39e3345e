package io.tidemark.history.snapshot;

import io.tidemark.history.server.ServerName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A registered snapshot.
///
/// @param volume the mount point of the volume that holds the root
/// @param coverage share of what lies below the root that was seen, 0 to 1
/// @param sizeBytes apparent size, each inode once
/// @param allocatedBytes bytes on disk, each inode once
/// @param errors how many things could not be read
/// @param detail how much of it is still kept
/// @param damaged whether some of its content is not what it was, until it is repaired
/// @param difference null where its tables are kept as they were sealed
/// @param parts those that are still kept; of a difference as they are rebuilt, the same rows in other
/// bytes
public record Snapshot(
        SnapshotId id,
        ServerName server,
        String root,
        String volume,
        Instant startedAt,
        Instant finishedAt,
        Instant registeredAt,
        double coverage,
        long entries,
        long directories,
        long sizeBytes,
        long allocatedBytes,
        long errors,
        Detail detail,
        boolean damaged,
        @Nullable Difference difference,
        List<Part> parts) {

    public Snapshot {
        parts = List.copyOf(parts);
    }

    /// One of which everything is kept.
    public Snapshot(
            SnapshotId id,
            ServerName server,
            String root,
            String volume,
            Instant startedAt,
            Instant finishedAt,
            Instant registeredAt,
            double coverage,
            long entries,
            long directories,
            long sizeBytes,
            long allocatedBytes,
            long errors,
            List<Part> parts) {
        this(
                id,
                server,
                root,
                volume,
                startedAt,
                finishedAt,
                registeredAt,
                coverage,
                entries,
                directories,
                sizeBytes,
                allocatedBytes,
                errors,
                Detail.FULL,
                false,
                null,
                parts);
    }

    /// The same snapshot kept in another way.
    public Snapshot as(Detail kept, @Nullable Difference form, List<Part> left) {
        return new Snapshot(
                id,
                server,
                root,
                volume,
                startedAt,
                finishedAt,
                registeredAt,
                coverage,
                entries,
                directories,
                sizeBytes,
                allocatedBytes,
                errors,
                kept,
                damaged,
                form,
                left);
    }

    /// Whether everything the agent sent can be read.
    public boolean hasEverything() {
        return detail == Detail.FULL && !damaged;
    }

    public Optional<Part> part(PartName name) {
        return parts.stream().filter(part -> part.file().equals(name)).findFirst();
    }

    public SnapshotLocation location() {
        return SnapshotLocation.of(server, startedAt, id);
    }
}
