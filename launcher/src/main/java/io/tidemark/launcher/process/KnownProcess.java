package io.tidemark.launcher.process;

import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A process that stays the same one when its id is used again: id, start and the machine's boot tell it from all
/// others.
///
/// @param startTicks clock ticks between the machine's start and the process's
/// @param boot the kernel's id of the machine's start
public record KnownProcess(long pid, long startTicks, String boot) {
    private static final long POLL_MILLIS = 50;

    /// The process that has this id now; empty where there is none.
    public static Optional<KnownProcess> running(long pid) {
        return ProcessStat.of(pid)
                .filter(stat -> !stat.ended())
                .map(stat -> new KnownProcess(pid, stat.startTicks(), currentBoot()));
    }

    /// Reads what [#write] wrote; empty where there is no such file, or it is not whole.
    public static Optional<KnownProcess> read(Path file) {
        try {
            String[] fields = Files.readString(file).strip().split(" ", -1);
            return fields.length == 3
                    ? Optional.of(new KnownProcess(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2]))
                    : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    public void write(Path file) {
        try {
            Files.writeString(file, pid + " " + startTicks + " " + boot + "\n");
        } catch (IOException e) {
            throw Trouble.writing(file, e);
        }
    }

    public boolean isAlive() {
        return ProcessStat.of(pid)
                .filter(stat -> !stat.ended() && stat.startTicks() == startTicks)
                .filter(stat -> boot.equals(currentBoot()))
                .isPresent();
    }

    /// Asks the process to end, waits, and ends it where it did not.
    ///
    /// @return whether it ended by itself
    public boolean stop(Duration patience) {
        signal(false);
        boolean ended = awaitEnd(patience);
        if (!ended) {
            signal(true);
            awaitEnd(patience);
        }
        return ended;
    }

    /// Asks the process to end (SIGTERM) without waiting.
    public void requestStop() {
        signal(false);
    }

    /// @return whether it ended within this time
    public boolean awaitEnd(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isAlive()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            Pause.millis(POLL_MILLIS);
        }
        return true;
    }

    private void signal(boolean force) {
        if (isAlive()) {
            ProcessHandle.of(pid).ifPresent(handle -> {
                boolean sent = force ? handle.destroyForcibly() : handle.destroy();
                if (!sent && isAlive()) {
                    throw new Trouble("Process " + pid + " belongs to another user and cannot be stopped");
                }
            });
        }
    }

    private static String currentBoot() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
