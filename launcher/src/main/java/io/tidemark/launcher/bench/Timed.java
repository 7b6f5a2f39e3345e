package io.tidemark.launcher.bench;

import io.tidemark.launcher.process.Memory;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One run of a program, measured.
///
/// @param output what it printed; empty where that was thrown away
record Timed(Run run, String output) {
    /// bash tells what it waited for: wall, user and system seconds of the program alone.
    private static final String SCRIPT = "TIMEFORMAT='%3R %3U %3S'; time \"$@\" 2>/dev/null";

    private static final long LOOK_MILLIS = 10;

    /// @param keepOutput a line or two; more would fill the pipe
    /// @throws Trouble where it cannot be run or ends with an error
    static Timed run(List<String> command, boolean keepOutput) {
        List<String> line = new ArrayList<>(List.of("bash", "-c", SCRIPT, "bench"));
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line);
        if (!keepOutput) {
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        }
        try {
            Process shell = builder.start();
            long peak = peakBytes(shell);
            if (shell.exitValue() != 0) {
                throw new Trouble(String.join(" ", command) + " ended with " + shell.exitValue());
            }
            return new Timed(run(text(shell.getErrorStream()), peak), text(shell.getInputStream()));
        } catch (IOException e) {
            throw new Trouble(command.getFirst() + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("Interrupted", e);
        }
    }

    /// Looks at the program, the shell's only child, until it ends. What it took in its last ten milliseconds may be
    /// missing.
    private static long peakBytes(Process shell) throws InterruptedException {
        long program = 0;
        long peak = 0;
        while (!shell.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            program = program != 0
                    ? program
                    : shell.children().map(ProcessHandle::pid).findFirst().orElse(0L);
            peak = Math.max(peak, program == 0 ? 0 : Memory.peak(program));
        }
        return peak;
    }

    private static Run run(String times, long peak) {
        String[] seconds = times.split(" ", -1);
        return new Run(
                Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]), peak);
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
}
