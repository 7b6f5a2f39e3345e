package io.tidemark.scan.snapshot;

import io.tidemark.scan.selection.MountBoundaries;
import io.tidemark.scan.selection.MountPoint;
import io.tidemark.scan.selection.Scope;
import io.tidemark.scan.volume.AccessTimes;
import io.tidemark.scan.volume.Capacity;
import io.tidemark.scan.volume.LastAccess;
import io.tidemark.scan.volume.Mount;
import io.tidemark.scan.volume.Volumes;

import java.io.IOException;
import java.util.List;

/// What one scan knows of the volume it is on and of those below.
final class Surroundings {

    private final Volumes volumes;
    private final Mount mount;
    private final Capacity start;
    private final MountBoundaries boundaries;

    /// Looks around before the scan begins.
    ///
    /// @throws IOException when the mount table or the figures of the volume cannot be read
    Surroundings(Volumes volumes, SnapshotSpec spec, Scope scope) throws IOException {
        String root = spec.root().toString();
        this.volumes = volumes;
        this.mount = volumes.containing(root);
        this.start = volumes.capacity(mount.mountPoint());
        this.boundaries = new MountBoundaries(volumes, scope.oneFilesystem(), mount, root);
    }

    MountBoundaries boundaries() {
        return boundaries;
    }

    /// The volume with its figures before and now.
    Manifest.Volume volume() throws IOException {
        return new Manifest.Volume(
                mount.mountPoint(),
                mount.source(),
                mount.type(),
                mount.options(),
                start,
                volumes.capacity(mount.mountPoint()));
    }

    List<MountPoint> mounts() {
        return boundaries.met();
    }

    LastAccess lastAccess(AccessTimes times) {
        return LastAccess.of(mount.type(), mount.options(), times);
    }
}
