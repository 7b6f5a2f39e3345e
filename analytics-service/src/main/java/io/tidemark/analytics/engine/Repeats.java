package io.tidemark.analytics.engine;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Finds the stamps that several files have. The range of stamps is cut into parts so small that a table
/// of each fits into the processor's cache; each thread takes a stretch of parts and walks all files
/// along with it.
final class Repeats implements Work {
    private static final long PART_ROWS = 24_000;
    private static final int MOST_PARTS = 1 << 20;

    private final List<HeldSnapshot> over;
    private final List<StampedFile> files;
    private final Repeat.@Nullable Place after;
    private final int limit;
    private final int threads;
    private volatile boolean stopped;
    private volatile boolean tookTooLong;
    private List<Repeat> found = List.of();

    Repeats(List<HeldSnapshot> over, List<StampedFile> files, Repeat.@Nullable Place after, int limit, int threads) {
        this.over = over;
        this.files = files;
        this.after = after;
        this.limit = limit;
        this.threads = threads;
    }

    List<Repeat> found() {
        return found;
    }

    @Override
    public void run(ScheduledExecutorService timer, Duration most) throws Exception {
        ScheduledFuture<?> alarm = timer.schedule(this::timeOut, most.toMillis(), TimeUnit.MILLISECONDS);
        try (ExecutorService helpers = Executors.newFixedThreadPool(threads)) {
            List<Future<List<Repeat>>> stretches = new ArrayList<>();
            int parts = parts();
            for (int i = 0; i < threads; i++) {
                RepeatedParts stretch = new RepeatedParts(over, files, after, limit, parts);
                int from = (int) ((long) parts * i / threads);
                int end = (int) ((long) parts * (i + 1) / threads);
                stretches.add(helpers.submit(() -> stretch.walk(from, end, () -> stopped)));
            }
            found = merged(stretches);
        } finally {
            alarm.cancel(false);
        }
    }

    private List<Repeat> merged(List<Future<List<Repeat>>> stretches) throws InterruptedException, ExecutionException {
        List<Repeat> all = new ArrayList<>();
        try {
            for (Future<List<Repeat>> stretch : stretches) {
                all.addAll(stretch.get());
            }
        } finally {
            stopped = true;
        }
        return all.stream().sorted(Repeat.ORDER).limit(limit).toList();
    }

    /// A power of two.
    private int parts() {
        long rows = files.stream().mapToLong(StampedFile::rows).sum();
        return Math.clamp(Long.highestOneBit(Math.max(1, rows / PART_ROWS)), 1, MOST_PARTS);
    }

    private void timeOut() {
        tookTooLong = true;
        stop();
    }

    @Override
    public void stop() {
        stopped = true;
    }

    @Override
    public boolean tookTooLong() {
        return tookTooLong;
    }

    @Override
    public boolean matches() {
        return false;
    }
}
