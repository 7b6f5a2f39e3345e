package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.syscall.Syscalls;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

/// Makes what Java's own files cannot: names of any bytes, nesting beyond the longest path, pipes.
@SuppressWarnings("restricted")
final class Tree {

    private static final Linker LINKER = Linker.nativeLinker();

    /// `int mkdirat(int dirfd, const char *path, mode_t mode)`
    private static final MethodHandle MKDIRAT = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("mkdirat"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

    /// `int mknod(const char *path, mode_t mode, dev_t device)`
    private static final MethodHandle MKNOD =
            handle("mknod", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG));

    /// `int mkdir(const char *path, mode_t mode)`
    private static final MethodHandle MKDIR = handle("mkdir", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    /// `int truncate(const char *path, off_t length)`
    private static final MethodHandle TRUNCATE =
            handle("truncate", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));

    /// `int symlink(const char *target, const char *path)`
    private static final MethodHandle SYMLINK = handle("symlink", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

    /// `int link(const char *existing, const char *path)`
    private static final MethodHandle LINK = handle("link", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS));

    private static final int S_IFREG = 0x8000;
    private static final int S_IFIFO = 0x1000;

    private Tree() {}

    private static MethodHandle handle(String function, FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(function), descriptor);
    }

    /// Paths here have one character for each byte.
    static void makeFolder(String path) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            check((int) MKDIR.invokeExact(path(arena, path), 0755), path);
        }
    }

    static void makeFile(String path, long size) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment raw = path(arena, path);
            check((int) MKNOD.invokeExact(raw, S_IFREG | 0644, 0L), path);
            check((int) TRUNCATE.invokeExact(raw, size), path);
        }
    }

    static void makePipe(String path) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            check((int) MKNOD.invokeExact(path(arena, path), S_IFIFO | 0644, 0L), path);
        }
    }

    static void makeLink(String path, String target) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            check((int) SYMLINK.invokeExact(path(arena, target), path(arena, path)), path);
        }
    }

    static void makeSecondName(String path, String existing) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            check((int) LINK.invokeExact(path(arena, existing), path(arena, path)), path);
        }
    }

    private static MemorySegment path(Arena arena, String path) {
        return arena.allocateFrom(path, StandardCharsets.ISO_8859_1);
    }

    private static void check(int result, String path) {
        if (result != 0) {
            throw new AssertionError("cannot make " + path);
        }
    }

    /// Nests directories of this name below `root`, each with `beside` empty ones next to it.
    static void nest(Path root, String name, int levels, String... beside) throws Throwable {
        try (Arena arena = Arena.ofConfined();
                Syscalls kernel = new LinuxSyscalls()) {
            MemorySegment down = arena.allocateFrom(name);
            int directory = kernel.openDirectory(Syscalls.WORKING_DIRECTORY, arena.allocateFrom(root.toString()));
            for (int i = 0; i < levels; i++) {
                for (String other : beside) {
                    make(directory, arena.allocateFrom(other));
                }
                make(directory, down);
                int next = kernel.openDirectory(directory, down);
                kernel.close(directory);
                directory = next;
            }
            kernel.close(directory);
        }
    }

    private static void make(int directory, MemorySegment name) throws Throwable {
        if ((int) MKDIRAT.invokeExact(directory, name, 0755) != 0) {
            throw new AssertionError("mkdirat failed");
        }
    }

    /// Runs a shell line in `root` and answers what it prints.
    static String shell(Path root, String line) throws Exception {
        Process process = new ProcessBuilder("sh", "-c", line)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        if (process.waitFor() != 0) {
            throw new AssertionError(line + ": " + output);
        }
        return output;
    }
}
