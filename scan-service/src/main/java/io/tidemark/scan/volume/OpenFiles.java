package io.tidemark.scan.volume;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.syscall.Syscalls;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;

/// Files that have no name any more and still take space, because a process has them open. What is only mapped into
/// memory is not found.
public final class OpenFiles {

    private static final String DELETED = " (deleted)";
    private static final int S_IFMT = 0xF000;
    private static final int S_IFREG = 0x8000;

    private final Supplier<Syscalls> kernel;
    private final Path processes;

    /// @param processes a folder as `/proc`
    public OpenFiles(Supplier<Syscalls> kernel, Path processes) {
        this.kernel = kernel;
        this.processes = processes;
    }

    /// What was found.
    ///
    /// @param bytes on disk, each file once
    /// @param unreadable processes whose open files this agent may not see
    /// @param contained true where this agent sees the processes of its container only
    public record Deleted(long files, long bytes, long unreadable, boolean contained) {}

    /// Looks through all processes for deleted files of one device.
    ///
    /// @throws IOException when there is no list of processes
    public Deleted deletedOn(long device) throws IOException {
        try (Syscalls syscalls = kernel.get();
                Arena arena = Arena.ofConfined();
                DirectoryStream<Path> all = Files.newDirectoryStream(processes, "[0-9]*")) {
            Look look = new Look(syscalls, arena, device);
            for (Path process : all) {
                look.through(process.resolve("fd"));
            }
            return new Deleted(look.inodes.size(), look.bytes, look.unreadable, isContained());
        }
    }

    /// Whoever sees the kernel's own threads sees all processes.
    private boolean isContained() throws IOException {
        return !hasKernelThreads() && !isOfTheWholeSystem();
    }

    private boolean hasKernelThreads() throws IOException {
        Path second = processes.resolve("2/comm");
        return Files.isReadable(second) && Files.readString(second).equals("kthreadd\n");
    }

    /// The kernel gives the process namespace of the whole system this number (`PROC_PID_INIT_INO`).
    private boolean isOfTheWholeSystem() throws IOException {
        Path namespace = processes.resolve("self/ns/pid");
        return Files.isSymbolicLink(namespace)
                && Files.readSymbolicLink(namespace).toString().equals("pid:[4026531836]");
    }

    /// One look at all processes.
    private static final class Look {

        private final Syscalls syscalls;
        private final Arena arena;
        private final long device;
        private final Attributes attributes;
        private final Set<Long> inodes = new HashSet<>();
        private long bytes;
        private long unreadable;

        Look(Syscalls syscalls, Arena arena, long device) {
            this.syscalls = syscalls;
            this.arena = arena;
            this.device = device;
            this.attributes = new Attributes(arena);
        }

        void through(Path descriptors) {
            try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
                for (Path descriptor : open) {
                    look(descriptor);
                }
            } catch (NoSuchFileException e) {
                // The process has ended.
            } catch (IOException | DirectoryIteratorException e) {
                unreadable++;
            }
        }

        /// Only what the kernel calls deleted is asked about: a server that is away must not hold this up.
        private void look(Path descriptor) throws IOException {
            try {
                if (Files.readSymbolicLink(descriptor).toString().endsWith(DELETED)
                        && syscalls.target(arena.allocateFrom(descriptor.toString()), attributes) == 0) {
                    add();
                }
            } catch (NoSuchFileException e) {
                // Closed meanwhile.
            }
        }

        private void add() {
            boolean file = (attributes.mode() & S_IFMT) == S_IFREG;
            if (file && attributes.links() == 0 && attributes.device() == device && inodes.add(attributes.inode())) {
                bytes += attributes.allocated();
            }
        }
    }
}
