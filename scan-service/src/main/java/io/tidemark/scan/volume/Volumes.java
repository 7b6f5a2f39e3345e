package io.tidemark.scan.volume;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.syscall.Errno;
import io.tidemark.scan.syscall.FilesystemFigures;
import io.tidemark.scan.syscall.Syscalls;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// The volumes of this server, read anew on each call: disks come and go while an agent runs.
public final class Volumes {

    private static final System.Logger LOG = System.getLogger(Volumes.class.getName());

    private static final Path OWN = Path.of("/");

    private final Supplier<Syscalls> kernel;
    private final Path mountTable;
    private final Path host;

    /// @param mountTable a file as `/proc/self/mountinfo`
    public Volumes(Supplier<Syscalls> kernel, Path mountTable) {
        this(kernel, mountTable, OWN);
    }

    /// @param kernel that takes absolute names as those of the host
    /// @param host where the root of the host lies for this process
    public Volumes(Supplier<Syscalls> kernel, Path mountTable, Path host) {
        this.kernel = kernel;
        this.mountTable = mountTable;
        this.host = host;
    }

    /// The mounts right now.
    ///
    /// @throws IOException when the mount table cannot be read
    public MountTable mounts() throws IOException {
        MountTable own = MountTable.read(mountTable);
        return host.equals(OWN) ? own : own.of(host.toString(), hosts());
    }

    /// The mounts as the host's first process has them.
    private MountTable hosts() {
        Path table = host.resolve("proc/1/mountinfo");
        try {
            return MountTable.read(table);
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "mount options are those of the agent, not the host: {0}",
                    e.toString());
            return new MountTable(List.of());
        }
    }

    /// The volume that an absolute path without links is on: the mount that the kernel names, and where it names none
    /// the deepest one that covers the path.
    ///
    /// @throws IOException when the mount table cannot be read or does not cover the path
    public Mount containing(String path) throws IOException {
        MountTable mounts = mounts();
        return mounts.byId(mountId(path))
                .filter(mount -> mount.covers(path))
                .or(() -> mounts.containing(path))
                .orElseThrow(() -> new IOException("the mount table has nothing that covers " + path));
    }

    private long mountId(String path) {
        return examine(path, attributes -> attributes.hasMount() ? attributes.mount() : -1);
    }

    /// The device number of what an absolute path without links names, as {@link Attributes#device}; -1 where it is
    /// gone.
    public long device(String path) {
        return examine(path, Attributes::device);
    }

    private long examine(String path, ToLongFunction<Attributes> what) {
        try (Syscalls syscalls = kernel.get();
                Arena arena = Arena.ofConfined()) {
            Attributes attributes = new Attributes(arena);
            int result = syscalls.attributes(Syscalls.WORKING_DIRECTORY, arena.allocateFrom(path), attributes);
            return result == 0 ? what.applyAsLong(attributes) : -1;
        }
    }

    /// Deleted files of one device that processes still have open.
    ///
    /// @throws IOException when there is no list of processes
    public OpenFiles.Deleted deletedOn(long device) throws IOException {
        return new OpenFiles(kernel, host.resolve("proc")).deletedOn(device);
    }

    /// The figures of the volume at `mountPoint`, right now.
    ///
    /// @throws IOException when the kernel refuses, such as for a volume that is gone
    public Capacity capacity(String mountPoint) throws IOException {
        try (Syscalls syscalls = kernel.get();
                Arena arena = Arena.ofConfined()) {
            FilesystemFigures figures = new FilesystemFigures(arena);
            int result = syscalls.filesystem(arena.allocateFrom(mountPoint), figures);
            if (result < 0) {
                throw new IOException("statvfs " + mountPoint + ": " + Errno.of(-result) + " (" + -result + ")");
            }
            return capacity(figures);
        }
    }

    /// One sample of each volume, all with the same time. A volume whose figures cannot be read is left out and
    /// logged.
    ///
    /// @throws IOException when the mount table cannot be read
    public List<Sample> sample(String server, Instant at) throws IOException {
        List<Sample> samples = new ArrayList<>();
        for (Mount mount : mounts().volumes()) {
            try {
                samples.add(Sample.of(server, mount, at, capacity(mount.mountPoint())));
            } catch (IOException e) {
                LOG.log(System.Logger.Level.WARNING, "volume left out of this sample: {0}", e.getMessage());
            }
        }
        return samples;
    }

    private static Capacity capacity(FilesystemFigures figures) {
        long unit = figures.fragmentBytes();
        return new Capacity(
                figures.blocks() * unit,
                (figures.blocks() - figures.blocksFree()) * unit,
                figures.blocksFree() * unit,
                figures.blocksAvailable() * unit,
                figures.inodes(),
                figures.inodesFree());
    }
}
