package io.tidemark.launcher.stack;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.layout.Service;
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
    private final List<Starting> started = new ArrayList<>();
    private final List<Starting> waiting = new ArrayList<>();
    private final long begin = System.nanoTime();
    private long said = begin;

    Waiting(Layout layout, Readiness readiness, PrintStream out) {
        this.layout = layout;
        this.readiness = readiness;
        this.out = out;
    }

    /// Waits for one that was started now, and says when it is ready.
    void addStarted(Starting one) {
        started.add(one);
        waiting.add(one);
    }

    /// Waits for one that runs already.
    void addRunning(Starting one) {
        waiting.add(one);
    }

    /// Says for whom it waits, where anything was started.
    void tell() {
        if (!started.isEmpty()) {
            out.println("  waiting for " + names());
        }
    }

    /// Until this service is ready, if it is waited for.
    ///
    /// @throws Trouble where any of them dies, or it is not ready in time
    void until(Service service) {
        while (waiting.stream().anyMatch(one -> one.service() == service)) {
            look();
        }
    }

    /// @throws Trouble where one dies, or is not ready in time
    void untilAll() {
        while (!waiting.isEmpty()) {
            look();
        }
    }

    private void look() {
        waiting.forEach(this::requireAlive);
        waiting.removeIf(one -> ready(one, started.contains(one)));
        if (!waiting.isEmpty()) {
            remind();
            Pause.millis(POLL_MILLIS);
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

    private void remind() {
        if (elapsed().compareTo(PATIENCE) > 0) {
            throw new Trouble(names() + " not ready after " + PATIENCE.toSeconds() + " s; see ./stack logs "
                    + waiting.getFirst().service().id());
        }
        if (System.nanoTime() - said > REMIND.toNanos()) {
            said = System.nanoTime();
            out.println("  still waiting for " + names());
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

    private String names() {
        return waiting.stream().map(w -> w.service().title()).collect(Collectors.joining(", "));
    }
}
