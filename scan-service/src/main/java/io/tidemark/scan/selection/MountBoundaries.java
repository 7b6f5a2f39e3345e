package io.tidemark.scan.selection;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.volume.FilesystemType;
import io.tidemark.scan.volume.Mount;
import io.tidemark.scan.volume.MountTable;
import io.tidemark.scan.volume.Volumes;
import io.tidemark.scan.walk.Boundaries;
import org.jspecify.annotations.Nullable;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides at each mount point below the root of one scan, and keeps what it met. Safe for several threads; the mount
/// table is read again only where the kernel names a mount that it did not have.
public final class MountBoundaries implements Boundaries {

    private static final System.Logger LOG = System.getLogger(MountBoundaries.class.getName());

    /// More mount points than this are counted, but not listed.
    private static final int LISTED = 1000;

    private final Volumes volumes;
    private final boolean oneFilesystem;
    private final String root;
    private final List<MountPoint> met = new ArrayList<>();
    private final List<View> walked = new ArrayList<>();
    private MountTable table = new MountTable(List.of());

    /// A part of a filesystem that is walked.
    private record View(String deviceNumber, String path) {

        boolean overlaps(String otherDevice, String otherPath) {
            return deviceNumber.equals(otherDevice)
                    && (Mount.isAtOrBelow(path, otherPath) || Mount.isAtOrBelow(otherPath, path));
        }
    }

    /// @param mount what the root is on
    public MountBoundaries(Volumes volumes, boolean oneFilesystem, Mount mount, String root) {
        this.volumes = volumes;
        this.oneFilesystem = oneFilesystem;
        this.root = root;
        this.walked.add(new View(mount.deviceNumber(), mount.inside(root)));
    }

    @Override
    public synchronized boolean enters(byte[] path, Attributes attributes) {
        String place = new String(path, StandardCharsets.UTF_8);
        Optional<Mount> mount = mount(place, attributes);
        Optional<LeftOut> reason = leftOut(mount, attributes);
        if (met.size() < LISTED) {
            met.add(new MountPoint(
                    place,
                    mount.map(Mount::type).orElse(null),
                    mount.map(Mount::source).orElse(null),
                    reason.map(LeftOut::word).orElse(null)));
        }
        return reason.isEmpty();
    }

    private Optional<LeftOut> leftOut(Optional<Mount> mount, Attributes attributes) {
        if (attributes.isAutomount()) {
            return Optional.of(LeftOut.AUTOMOUNT);
        }
        if (mount.isEmpty()) {
            return Optional.of(LeftOut.UNKNOWN);
        }
        if (!attributes.isMountRoot()) {
            return oneFilesystem ? Optional.of(LeftOut.SUBVOLUME) : Optional.empty();
        }
        return byType(mount.get().type()).or(() -> byView(mount.get(), attributes.isDirectory()));
    }

    private static Optional<LeftOut> byType(String type) {
        return switch (FilesystemType.of(type)) {
            case STORAGE, NETWORK -> Optional.empty();
            case KERNEL -> Optional.of(type.equals("autofs") ? LeftOut.AUTOMOUNT : LeftOut.KERNEL);
            case MEMORY -> Optional.of(LeftOut.MEMORY);
            case IMAGE -> Optional.of(LeftOut.IMAGE);
            case LAYER -> Optional.of(LeftOut.LAYER);
            case FOREIGN -> Optional.of(LeftOut.FOREIGN);
        };
    }

    private Optional<LeftOut> byView(Mount mount, boolean isDirectory) {
        boolean twice = walked.stream().anyMatch(view -> view.overlaps(mount.deviceNumber(), mount.subtree()));
        if (twice || !isDirectory || showsMoreElsewhere(mount)) {
            return Optional.of(LeftOut.BIND_MOUNT);
        }
        if (oneFilesystem) {
            return Optional.of(LeftOut.OTHER_FILESYSTEM);
        }
        walked.add(new View(mount.deviceNumber(), mount.subtree()));
        return Optional.empty();
    }

    /// True where another mount below the root shows the same and more.
    private boolean showsMoreElsewhere(Mount mount) {
        return table.mounts().stream()
                .anyMatch(other -> other.deviceNumber().equals(mount.deviceNumber())
                        && !other.subtree().equals(mount.subtree())
                        && Mount.isAtOrBelow(other.subtree(), mount.subtree())
                        && Mount.isAtOrBelow(root, other.mountPoint()));
    }

    private Optional<Mount> mount(String path, Attributes attributes) {
        Optional<Mount> known = find(path, attributes);
        if (known.isEmpty()) {
            readAgain();
        }
        return known.or(() -> find(path, attributes));
    }

    private Optional<Mount> find(String path, Attributes attributes) {
        return attributes.hasMount()
                ? table.byId(attributes.mount())
                : table.containing(path).filter(mount -> mount.mountPoint().equals(path));
    }

    private void readAgain() {
        try {
            table = volumes.mounts();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the mount table cannot be read", e);
        }
    }

    /// Writes down what it met, for {@link #read}.
    public synchronized void write(DataOutput out) throws IOException {
        out.writeInt(met.size());
        for (MountPoint point : met) {
            out.writeUTF(point.path());
            writeText(point.type(), out);
            writeText(point.source(), out);
            writeText(point.leftOut(), out);
        }
        out.writeInt(walked.size());
        for (View view : walked) {
            out.writeUTF(view.deviceNumber());
            out.writeUTF(view.path());
        }
    }

    /// Takes on what another of the same scan met.
    public synchronized void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            met.add(new MountPoint(in.readUTF(), readText(in), readText(in), readText(in)));
        }
        walked.clear();
        for (int left = in.readInt(); left > 0; left--) {
            walked.add(new View(in.readUTF(), in.readUTF()));
        }
    }

    private static void writeText(@Nullable String text, DataOutput out) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static @Nullable String readText(DataInput in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    /// The mount points met so far, by path.
    public synchronized List<MountPoint> met() {
        return met.stream().sorted((a, b) -> a.path().compareTo(b.path())).toList();
    }
}
