package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Errno;
import io.tidemark.scan.syscall.Syscalls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Opens the root of a scan component by component, so that no link is followed on the way to it either.
public final class Root {

    private Root() {}

    /// Makes sure that a scan can start at this absolute, normal path.
    ///
    /// @throws RootUnusable when it cannot
    public static void check(Path root, Supplier<Syscalls> kernel) throws RootUnusable {
        try (Tools tools = new Tools(kernel.get())) {
            tools.syscalls.close(open(root, tools));
        }
    }

    /// @return an open descriptor of the root
    static int open(Path root, Tools tools) throws RootUnusable {
        int descriptor = step(root, Syscalls.WORKING_DIRECTORY, "/", tools);
        for (Path component : root) {
            int above = descriptor;
            try {
                descriptor = step(root, above, component.toString(), tools);
            } finally {
                tools.syscalls.close(above);
            }
        }
        return descriptor;
    }

    private static int step(Path root, int above, String name, Tools tools) throws RootUnusable {
        int descriptor = tools.syscalls.openDirectory(above, tools.name(name.getBytes(StandardCharsets.UTF_8)));
        if (descriptor < 0) {
            throw new RootUnusable(root, Errno.of(-descriptor));
        }
        return descriptor;
    }
}
