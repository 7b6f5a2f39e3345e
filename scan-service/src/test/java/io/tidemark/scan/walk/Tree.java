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

/// Makes what Java's own files cannot: names of any bytes, nesting beyond the longest path, pipes.
@SuppressWarnings("restricted")
final class Tree {

    private static final Linker LINKER = Linker.nativeLinker();

    /// `int mkdirat(int dirfd, const char *path, mode_t mode)`
    private static final MethodHandle MKDIRAT = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("mkdirat"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));

    private Tree() {}

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
