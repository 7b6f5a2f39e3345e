package io.tidemark.launcher.scan;

import io.tidemark.platform.size.ByteSize;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/// Shows a running scan: on a terminal one line that changes, else a line now and then.
public final class Progress {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final PrintStream out;
    private final boolean terminal;
    private long shown = System.nanoTime() - PAUSE.toNanos();
    private int width;

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /// Shows nothing.
    public static Progress untold() {
        return new Progress(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false);
    }

    void show(Job job) {
        if (terminal) {
            String line = line(job);
            out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            out.flush();
            width = line.length();
        } else if (job.state().isFinal() || System.nanoTime() - shown >= PAUSE.toNanos()) {
            out.println(line(job));
            shown = System.nanoTime();
        }
    }

    void end() {
        if (terminal) {
            out.println();
        }
    }

    static String line(Job job) {
        return String.format(
                Locale.ROOT,
                "  %-9s %,d entries  %,d directories  %s  %,.0f entries/s  %.1f s",
                job.state() == JobState.SEALED ? "delivering" : job.state(),
                job.entries(),
                job.directories(),
                ByteSize.format(job.bytes()),
                job.entriesPerSecond(),
                job.elapsedSeconds());
    }
}
