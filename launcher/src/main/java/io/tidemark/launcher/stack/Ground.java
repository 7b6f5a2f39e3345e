package io.tidemark.launcher.stack;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.process.Port;
import io.tidemark.launcher.trouble.Trouble;
import io.tidemark.platform.size.ByteSize;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// What must be true before anything is started.
public final class Ground {
    /// The services' own lower limit is at 1 GiB: history refuses uploads below it.
    private static final long LEAST_FREE_BYTES = 1536L << 20;

    private Ground() {}

    /// The folder a scan starts at: absolute, there, a directory.
    ///
    /// @throws Trouble otherwise
    public static Path scanRoot(Path given) {
        Path path = given.toAbsolutePath().normalize();
        if (!Files.exists(path)) {
            throw new Trouble(path + " does not exist");
        }
        if (!Files.isDirectory(path)) {
            throw new Trouble(path + " is not a directory");
        }
        return path;
    }

    /// Makes the data folder's parts.
    ///
    /// @throws Trouble where that cannot be done, or the disk is nearly full
    public static void prepare(Layout layout) {
        requireSpace(layout.data());
        for (Path folder : List.of(
                layout.data(),
                layout.run(),
                layout.logs(),
                layout.authState(),
                layout.scanState(),
                layout.store(),
                layout.analyticsCache())) {
            make(folder);
        }
    }

    /// @param wanted what needs which port
    /// @throws Trouble where one is in use, naming who needs it
    public static void requirePorts(List<Wanted> wanted) {
        wanted.stream().filter(w -> !Port.isFree(w.port())).findFirst().ifPresent(w -> {
            throw new Trouble("Port " + w.port() + " is in use, and " + w.by()
                    + " needs it: stop what listens there, or use --port-offset");
        });
    }

    /// A port and who needs it.
    public record Wanted(int port, String by) {}

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Trouble.writing(folder, e);
        }
    }

    private static void requireSpace(Path data) {
        Path there = data;
        while (!Files.exists(there)) {
            there = Objects.requireNonNull(there.getParent(), "the root exists");
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new Trouble("The disk of " + data + " is full: " + ByteSize.format(free) + " free, "
                        + ByteSize.format(LEAST_FREE_BYTES) + " needed; make room or use --data");
            }
        } catch (IOException e) {
            throw new Trouble(there + " cannot be examined: " + e.getMessage(), e);
        }
    }
}
