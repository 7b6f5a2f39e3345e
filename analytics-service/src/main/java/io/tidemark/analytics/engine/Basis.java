package io.tidemark.analytics.engine;

import io.tidemark.analytics.source.Manifest;
import io.tidemark.analytics.source.Missing;
import io.tidemark.analytics.source.Snapshot;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What an answer rests on.
///
/// @param snapshots those that were read
/// @param complete whether every newest snapshot the question asks for was read, and history confirmed
///     that they are the newest
/// @param missing newest snapshots that could not be read, and why
/// @param setAside newest snapshots that were not read because another one of the same server contains
///     their root
/// @param stale whether history is away, so that newer snapshots may exist
/// @param listedAt history said then or since which snapshots are the newest; null where it has not been
///     reached since the start
public record Basis(
        List<Used> snapshots,
        boolean complete,
        List<Missing> missing,
        List<SetAside> setAside,
        boolean stale,
        @Nullable Instant listedAt) {
    public Basis {
        snapshots = List.copyOf(snapshots);
        missing = List.copyOf(missing);
        setAside = List.copyOf(setAside);
    }

    /// A snapshot that was read.
    ///
    /// @param ageSeconds since its scan started
    /// @param lastAccess whether its times of last access tell when a file was used
    /// @param lacking what it does not know of any file, such as `inode`; sums of it are 0 and mean nothing
    public record Used(
            UUID id,
            String server,
            String root,
            Instant startedAt,
            long ageSeconds,
            double coverage,
            long errors,
            Manifest.LastAccess lastAccess,
            List<String> lacking) {
        static Used of(HeldSnapshot held, Instant now) {
            Snapshot snapshot = held.snapshot();
            return new Used(
                    snapshot.id(),
                    snapshot.server(),
                    snapshot.root(),
                    snapshot.startedAt(),
                    Math.max(0, Duration.between(snapshot.startedAt(), now).toSeconds()),
                    snapshot.coverage(),
                    snapshot.errors(),
                    held.manifest().lastAccess(),
                    held.manifest().lacking());
        }
    }

    /// A snapshot that was not read, so that nothing is counted twice.
    ///
    /// @param coveredBy the id of the snapshot that contains its root
    public record SetAside(UUID id, String server, String root, UUID coveredBy) {}
}
