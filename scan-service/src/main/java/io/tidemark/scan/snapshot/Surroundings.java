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
import io.tidemark.scan.volume.OtherRoot;
import io.tidemark.scan.volume.Reconciliation;
import io.tidemark.scan.volume.Volumes;
import io.tidemark.scan.walk.Counts;
import org.jspecify.annotations.Nullable;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// What one scan knows of the volume it is on and of those below.
final class Surroundings {

    private static final System.Logger LOG = System.getLogger(Surroundings.class.getName());

    private final Volumes volumes;
    private final String root;
    private final long device;
    private final Mount mount;
    private Capacity start;
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

    /// Writes down what it knows, for {@link #read}.
    void write(DataOutput out) throws IOException {
        boundaries.write(out);
    }

    /// Takes on what an earlier run of the same scan knew.
    ///
    /// @param atStart figures of the volume when the first run began
    void read(Capacity atStart, DataInput in) throws IOException {
        start = atStart;
        boundaries.read(in);
    }

    Capacity start() {
        return start;
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
    ///
    /// @param others what earlier scans counted of other roots, the newest of each
    @Nullable
    Reconciliation reconciliation(Counts counts, @Nullable Capacity end, List<OtherRoot> others) {
        if (end == null || !FilesystemType.isLocal(mount.type()) || count(null) > 0) {
            return null;
        }
        long subvolumes = count(LeftOut.SUBVOLUME.word());
        return new Ledger(
                        root.equals(mount.mountPoint()) && mount.subtree().equals("/"),
                        outside(others),
                        counts.allocatedBytes() + counts.directoryAllocatedBytes(),
                        counts.failed(),
                        counts.excludedAllocatedBytes(),
                        counts.excludedUnknown(),
                        mounts().size() - subvolumes,
                        subvolumes,
                        deleted())
                .reconcile(mount, start, end);
    }

    /// Those on this very filesystem, each byte once.
    private List<OtherRoot> outside(List<OtherRoot> others) {
        List<OtherRoot> outside = new ArrayList<>();
        others.stream()
                .sorted(Comparator.comparing(OtherRoot::path))
                .filter(other -> !other.overlaps(root) && isHere(other.path()))
                .filter(other -> outside.stream().noneMatch(upper -> upper.overlaps(other.path())))
                .forEach(outside::add);
        return outside;
    }

    /// The mount table is asked first: to touch a path of a server that is away would hold this up.
    private boolean isHere(String path) {
        try {
            return volumes.mounts()
                            .containing(path)
                            .filter(on -> on.deviceNumber().equals(mount.deviceNumber()))
                            .isPresent()
                    && volumes.device(path) == device;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the mount table cannot be read", e);
            return false;
        }
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
