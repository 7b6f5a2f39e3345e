package io.tidemark.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much memory processes hold.
public final class Memory {
    private static final long KIBIBYTE = 1024;
    private static final String RESET_PEAK = "5";

    private Memory() {}

    /// Resident bytes (VmRSS) of a process; 0 where it is gone.
    public static long resident(long pid) {
        return read(pid, "VmRSS:");
    }

    /// The most that was resident at once (VmHWM) since the process began or [#resetPeak]; 0 where it is gone.
    public static long peak(long pid) {
        return read(pid, "VmHWM:");
    }

    /// Lets the peak begin anew at what is resident now; see proc_pid_clear_refs(5).
    ///
    /// @return whether this user may do that to this process
    public static boolean resetPeak(long pid) {
        try {
            Files.writeString(file(pid, "clear_refs"), RESET_PEAK);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static long read(long pid, String field) {
        try {
            return Files.readAllLines(file(pid, "status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    private static Path file(long pid, String name) {
        return Path.of("/proc", Long.toString(pid), name);
    }
}
