package io.tidemark.launcher.stack;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.process.Pause;
import io.tidemark.launcher.service.LogFile;
import io.tidemark.launcher.service.Readiness;
import io.tidemark.launcher.trouble.Trouble;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Waits until services are ready and says for whom it waits.
final class Waiting {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration REMIND = Duration.ofSeconds(5);
    private static final long POLL_MILLIS = 100;
    private static final int LOG_LINES = 15;

    private final Layout layout;
    private final Readiness readiness;
    private final PrintStream out;
    private final long begin = System.nanoTime();
    private long said = begin;

    Waiting(Layout layout, Readiness readiness, PrintStream out) {
        this.layout = layout;
        this.readiness = readiness;
        this.out = out;
    }

    /// @throws Trouble where one dies, or is not ready in time
    void until(List<Starting> started, List<Starting> running) {
        List<Starting> waiting = new ArrayList<>(started);
        waiting.addAll(running);
        if (!started.isEmpty()) {
            out.println("  waiting for " + names(waiting));
        }
        while (!waiting.isEmpty()) {
            waiting.forEach(this::requireAlive);
            waiting.removeIf(one -> ready(one, started.contains(one)));
            if (!waiting.isEmpty()) {
                remind(waiting);
                Pause.millis(POLL_MILLIS);
            }
        }
    }

    private boolean ready(Starting one, boolean say) {
        boolean ready = readiness.isReady(layout.address(one.service()));
        if (ready && say) {
            out.printf(
                    "  %-18s ready after %.1f s  %s%n",
                    one.service().title(), elapsed().toMillis() / 1e3, layout.address(one.service()));
        }
        return ready;
    }

    private void remind(List<Starting> waiting) {
        if (elapsed().compareTo(PATIENCE) > 0) {
            throw new Trouble(names(waiting) + " not ready after " + PATIENCE.toSeconds() + " s; see ./stack logs "
                    + waiting.getFirst().service().id());
        }
        if (System.nanoTime() - said > REMIND.toNanos()) {
            said = System.nanoTime();
            out.println("  still waiting for " + names(waiting));
        }
    }

    private void requireAlive(Starting one) {
        if (one.process().isAlive()) {
            return;
        }
        LogFile log = new LogFile(layout.log(one.service()));
        String printed = log.since(one.logged());
        log.tail(LOG_LINES).forEach(line -> out.println("    " + line));
        throw new Trouble(
                printed.contains("No space left on device")
                        ? one.service().title() + " ended because the disk is full"
                        : one.service().title() + " ended while it started; its log is " + log.file());
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static String names(List<Starting> waiting) {
        return waiting.stream().map(w -> w.service().title()).collect(Collectors.joining(", "));
    }
}
