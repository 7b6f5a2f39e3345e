package io.tidemark.scan.throttle;

import io.tidemark.scan.volume.Mount;
import io.tidemark.scan.volume.MountTable;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The scheduler's group of walking threads, which runs only when no other group of the machine wants to.
///
/// The class `SCHED_IDLE` orders threads within one group. Linux keeps a group for each session (autogroup, `sched(7)`)
/// and for each control group, and between groups the class of a thread says nothing: a walking thread may then end its
/// slice, up to milliseconds, while somebody else's thread waits on the same processor. A group with `cpu.idle` set
/// (cgroup v2 documentation, "CPU Interface Files"; version 1 has it too) yields at once.
///
/// Java's compilers work for whoever walks, in the first scans of an agent as long as the walk itself: they go where
/// the
/// walking threads go.
///
/// A group only helps directly below the root of the hierarchy, where all others are. An agent in a group of its own,
/// such as a service's or a container's, leaves that group as it is and tells what to set.
final class IdleGroup {

    private static final String NAME = "tidemark-scan";
    private static final Path SELF = Path.of("/proc/self/cgroup");
    private static final Path THREADS = Path.of("/proc/self/task");
    private static final String COMPILER = "CompilerThre";
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

    private final @Nullable Hierarchy hierarchy;
    private final String missing;

    private IdleGroup(@Nullable Hierarchy hierarchy, String missing) {
        this.hierarchy = hierarchy;
        this.missing = missing;
    }

    /// That of the machine this runs on.
    static IdleGroup real() {
        try {
            return of(Files.readAllLines(SELF), MountTable.read(MOUNTS), THREADS);
        } catch (IOException e) {
            return none("the control groups of this process cannot be read");
        }
    }

    /// @param memberships lines of `/proc/self/cgroup`
    /// @param running a folder for each thread of this process, as `/proc/self/task`
    static IdleGroup of(List<String> memberships, MountTable mounts, Path running) {
        for (String line : memberships) {
            String[] fields = line.split(":", 3);
            if (fields.length == 3 && listed(fields[1], "cpu")) {
                return at(fields[2], mount(mounts, "cgroup"), "tasks", running);
            }
        }
        return memberships.stream()
                .filter(line -> line.startsWith("0::"))
                .findFirst()
                .map(line -> at(line.substring(3), mount(mounts, "cgroup2"), "cgroup.threads", running))
                .orElseGet(() -> none("this kernel has no control groups"));
    }

    private static IdleGroup at(String group, Optional<Mount> mount, String threads, Path running) {
        if (mount.isEmpty()) {
            return none("the control groups of processors are not mounted");
        }
        Path root = Path.of(mount.get().mountPoint());
        if (group.equals("/") && !Files.exists(root.resolve("cgroup.type"))) {
            return new IdleGroup(new Hierarchy(root, threads, running), "");
        }
        return isIdle(Path.of(root + group))
                ? new IdleGroup(null, "")
                : none("the agent runs in the control group " + group
                        + ", which alone decides how soon walking threads yield to other services:"
                        + " set its cpu.idle to 1 (systemd: CPUWeight=idle)");
    }

    private static Optional<Mount> mount(MountTable mounts, String type) {
        return mounts.mounts().stream()
                .filter(mount -> mount.type().equals(type)
                        && mount.subtree().equals("/")
                        && (type.equals("cgroup2") || listed(mount.options(), "cpu")))
                .findFirst();
    }

    private static boolean isIdle(Path group) {
        try {
            return Files.readString(group.resolve("cpu.idle")).strip().equals("1");
        } catch (IOException e) {
            return false;
        }
    }

    private static IdleGroup none(String why) {
        return new IdleGroup(null, why);
    }

    private static boolean listed(String list, String word) {
        return Arrays.asList(list.split(",")).contains(word);
    }

    /// Puts the calling thread in, and the compilers.
    ///
    /// @return why it stays where it was, in words; empty where it is in, or where its whole control
    /// group is idle
    Optional<String> enter() {
        if (hierarchy == null) {
            return Optional.of(missing).filter(why -> !why.isEmpty());
        }
        try {
            hierarchy.make();
            hierarchy.move(hierarchy.group());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("walking threads yield to their own session only: no idle group of the scheduler at "
                    + hierarchy.group() + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    /// Puts the calling thread and the compilers back where the process is.
    ///
    /// @return why it stays in, in words
    Optional<String> leave() {
        if (hierarchy == null || !Files.exists(hierarchy.group())) {
            return Optional.empty();
        }
        try {
            hierarchy.move(hierarchy.root());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("the kernel keeps a walking thread in the idle group " + hierarchy.group());
        }
    }

    /// Takes the group away, unless another agent's threads are in it.
    void remove() {
        if (hierarchy != null) {
            try {
                Files.deleteIfExists(hierarchy.group());
            } catch (IOException e) {
                // The kernel keeps a group that is in use.
            }
        }
    }

    /// @param threads the file that takes a thread's number, 0 for the writing thread
    private record Hierarchy(Path root, String threads, Path running) {

        Path group() {
            return root.resolve(NAME);
        }

        void make() throws IOException {
            Files.createDirectories(group());
            if (!isIdle(group())) {
                if (Files.exists(group().resolve("cgroup.type"))) {
                    write(group().resolve("cgroup.type"), "threaded");
                }
                write(group().resolve("cpu.idle"), "1");
            }
        }

        void move(Path group) throws IOException {
            write(group.resolve(threads), "0");
            for (Path thread : compilers()) {
                try {
                    write(group.resolve(threads), thread.getFileName().toString());
                } catch (IOException e) {
                    // The Java machine ends a compiler that has nothing to do.
                }
            }
        }

        /// Those that the Java machine starts later begin in the group of the one that starts them.
        private List<Path> compilers() throws IOException {
            try (Stream<Path> all = Files.list(running)) {
                return all.filter(Hierarchy::compiles).toList();
            }
        }

        private static boolean compiles(Path thread) {
            try {
                return Files.readString(thread.resolve("comm")).contains(COMPILER);
            } catch (IOException e) {
                // It has ended meanwhile.
                return false;
            }
        }

        private static void write(Path file, String value) throws IOException {
            Files.writeString(file, value, StandardOpenOption.WRITE);
        }
    }
}
