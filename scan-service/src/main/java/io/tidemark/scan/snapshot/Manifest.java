package io.tidemark.scan.snapshot;

import io.tidemark.scan.selection.MountPoint;
import io.tidemark.scan.throttle.Cost;
import io.tidemark.scan.throttle.PolicyJson;
import io.tidemark.scan.throttle.ScanPolicy;
import io.tidemark.scan.volume.Capacity;
import io.tidemark.scan.volume.LastAccess;
import io.tidemark.scan.volume.Reconciliation;
import io.tidemark.scan.walk.Counts;
import io.tidemark.scan.walk.ErrorKind;
import io.tidemark.scan.walk.NoAccessTime;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Describes and seals a snapshot; its JSON is the form that history registers, see "Manifest" in
/// `docs/architecture.md`.
///
/// @param policy as it stood when the walk ended
/// @param policyHash see {@link PolicyJson#hash}
/// @param noAccessTime whether the scan left access times as they were; null where the agent did not say
/// @param cost of the walk, without the sealing
/// @param resumed how often the walk went on after the agent had stopped
public record Manifest(
        int formatVersion,
        UUID snapshotId,
        String server,
        String root,
        Volume volume,
        ScanPolicy policy,
        String policyHash,
        Instant startedAt,
        Instant finishedAt,
        String agentVersion,
        Sums counts,
        List<ErrorKind> errors,
        double coverage,
        LastAccess lastAccess,
        @Nullable NoAccessTime noAccessTime,
        List<MountPoint> mounts,
        @Nullable Reconciliation reconciliation,
        @Nullable UUID parentSnapshotId,
        Cost cost,
        int resumed,
        List<Part> files) {

    /// The format that this service writes.
    public static final int FORMAT = 1;

    public Manifest {
        if (finishedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException("a scan ends after it starts");
        }
        if (coverage < 0 || coverage > 1) {
            throw new IllegalArgumentException("coverage is a share: " + coverage);
        }
        errors = List.copyOf(errors);
        // Agents before this one wrote none, and what they left in the spool is still to be delivered.
        mounts = List.copyOf(Objects.requireNonNullElse(mounts, List.of()));
        files = List.copyOf(files);
    }

    /// The volume of the root.
    ///
    /// @param end null where the volume is gone
    public record Volume(
            String mountPoint,
            String device,
            String type,
            String options,
            Capacity start,
            @Nullable Capacity end) {}

    /// See {@link Counts}.
    public record Sums(
            long entries,
            long directories,
            long files,
            long symlinks,
            long others,
            long sizeBytes,
            long allocatedBytes,
            long directoryBytes,
            long directoryAllocatedBytes,
            long excluded,
            long excludedBytes,
            long excludedAllocatedBytes,
            long excludedUnknown,
            long failed) {

        static Sums of(Counts counts) {
            return new Sums(
                    counts.entries(),
                    counts.directories(),
                    counts.files(),
                    counts.symlinks(),
                    counts.others(),
                    counts.sizeBytes(),
                    counts.allocatedBytes(),
                    counts.directoryBytes(),
                    counts.directoryAllocatedBytes(),
                    counts.excluded(),
                    counts.excludedBytes(),
                    counts.excludedAllocatedBytes(),
                    counts.excludedUnknown(),
                    counts.failed());
        }
    }

    /// One Parquet file.
    ///
    /// @param kind `entries` or `directories`
    /// @param sha256 64 hexadecimal digits, lower case
    public record Part(String file, String kind, long rows, long bytes, String sha256) {}
}
