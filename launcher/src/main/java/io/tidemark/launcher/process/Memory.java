package io.tidemark.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much memory processes hold.
public final class Memory {
    private static final long KIBIBYTE = 1024;

    private Memory() {}

    /// Resident bytes (VmRSS) of a process; 0 where it is gone.
    public static long resident(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
