package io.tidemark.launcher.process;

import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel keeps of files and directories in memory.
public final class PageCache {
    private static final Path CONTROL = Path.of("/proc/sys/vm/drop_caches");
    private static final String EVERYTHING = "3";

    private PageCache() {}

    /// Whether this user may empty it; root may.
    public static boolean canBeDropped() {
        return Files.isWritable(CONTROL);
    }

    /// Writes what is dirty to the disk and forgets pages, directories and inodes, so that all must be read again.
    public static void drop() {
        try {
            new ProcessBuilder("sync").start().waitFor();
            Files.writeString(CONTROL, EVERYTHING);
        } catch (IOException e) {
            throw Trouble.writing(CONTROL, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        }
    }
}
