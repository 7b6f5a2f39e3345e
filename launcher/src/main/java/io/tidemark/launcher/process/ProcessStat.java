package io.tidemark.launcher.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the kernel says about a process in `/proc/<pid>/stat`, see proc_pid_stat(5).
///
/// @param state one letter; `Z` is a process that ended and waits for its parent
/// @param group the process group
/// @param cpuTicks clock ticks that all its threads, ended ones too, spent in user and system mode
/// @param threads how many of it are left
/// @param startTicks clock ticks between the machine's start and the process's
record ProcessStat(char state, long group, long cpuTicks, long threads, long startTicks) {
    private static final int STATE = 0;
    private static final int GROUP = 2;
    private static final int USER = 11;
    private static final int SYSTEM = 12;
    private static final int THREADS = 17;
    private static final int START = 19;

    /// Empty where no process has this id.
    static Optional<ProcessStat> of(long pid) {
        try {
            return Optional.of(parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat"))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The second field is the program's name in parentheses and may hold anything, so fields count from the last one.
    static ProcessStat parse(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).strip().split(" ", -1);
        return new ProcessStat(
                fields[STATE].charAt(0),
                Long.parseLong(fields[GROUP]),
                Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM]),
                Long.parseLong(fields[THREADS]),
                Long.parseLong(fields[START]));
    }

    /// Its first thread may be gone while others still hold its files and ports.
    boolean ended() {
        return state == 'X' || (state == 'Z' && threads <= 1);
    }
}
