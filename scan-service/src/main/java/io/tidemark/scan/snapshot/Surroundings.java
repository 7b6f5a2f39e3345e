package io.tidemark.scan.snapshot;

import io.tidemark.scan.selection.LeftOut;
import io.tidemark.scan.selection.MountBoundaries;
import io.tidemark.scan.selection.MountPoint;
import io.tidemark.scan.selection.Scope;
import io.tidemark.scan.volume.AccessTimes;
import io.tidemark.scan.volume.Capacity;
import io.tidemark.scan.volume.FilesystemType;
import io.tidemark.scan.volume.LastAccess;
import io.tidemark.scan.volume.Ledger;
import io.tidemark.scan.volume.Mount;
import io.tidemark.scan.volume.OpenFiles;
import io.tidemark.scan.volume.Reconciliation;
import io.tidemark.scan.volume.Volumes;
import io.tidemark.scan.walk.Counts;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

/// What one scan knows of the volume it is on and of those below.
final class Surroundings {

    private static final System.Logger LOG = System.getLogger(Surroundings.class.getName());

    private final Volumes volumes;
    private final String root;
    private final long device;
    private final Mount mount;
    private final Capacity start;
    private final MountBoundaries boundaries;

    /// Looks around before the scan begins.
    ///
    /// @throws IOException when the mount table or the figures of the volume cannot be read
    Surroundings(Volumes volumes, SnapshotSpec spec, Scope scope) throws IOException {
        this.root = spec.root().toString();
        this.volumes = volumes;
        this.device = volumes.device(root);
        this.mount = volumes.containing(root);
        this.start = volumes.capacity(mount.mountPoint());
        this.boundaries = new MountBoundaries(volumes, scope.oneFilesystem(), mount, root);
    }

    MountBoundaries boundaries() {
        return boundaries;
    }

    /// The figures of the volume right now; null where it is gone, which is no reason to lose what was seen.
    @Nullable
    Capacity end() {
        try {
            return volumes.device(root) == device ? volumes.capacity(mount.mountPoint()) : null;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "a volume is gone at the end of its scan: {0}", e.getMessage());
            return null;
        }
    }

    Manifest.Volume volume(@Nullable Capacity end) {
        return new Manifest.Volume(mount.mountPoint(), mount.source(), mount.type(), mount.options(), start, end);
    }

    /// Used bytes beside counted ones; null where they are not of the same thing: more than one filesystem was walked,
    /// the volume is not local, or gone.
    @Nullable
    Reconciliation reconciliation(Counts counts, @Nullable Capacity end) {
        if (end == null || !FilesystemType.isLocal(mount.type()) || count(null) > 0) {
            return null;
        }
        long subvolumes = count(LeftOut.SUBVOLUME.word());
        return new Ledger(
                        root.equals(mount.mountPoint()) && mount.subtree().equals("/"),
                        counts.allocatedBytes() + counts.directoryAllocatedBytes(),
                        counts.failed(),
                        counts.excludedAllocatedBytes(),
                        counts.excludedUnknown(),
                        mounts().size() - subvolumes,
                        subvolumes,
                        deleted())
                .reconcile(mount, start, end);
    }

    private long count(@Nullable String leftOut) {
        return mounts().stream()
                .filter(point -> Objects.equals(point.leftOut(), leftOut))
                .count();
    }

    private OpenFiles.@Nullable Deleted deleted() {
        try {
            return volumes.deletedOn(device);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "open files cannot be looked at: {0}", e.getMessage());
            return null;
        }
    }

    List<MountPoint> mounts() {
        return boundaries.met();
    }

    LastAccess lastAccess(AccessTimes times) {
        return LastAccess.of(mount.type(), mount.options(), times);
    }
}
