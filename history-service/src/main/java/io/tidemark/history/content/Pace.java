package io.tidemark.history.content;

import java.time.Duration;

/// How fast something may go.
public interface Pace {

    /// As fast as it can.
    Pace FREE = bytes -> {};

    /// Waits as long as it takes that `bytes` more may be read. Ends early when the thread is interrupted.
    void await(long bytes);

    /// Not more than so many bytes a second, on average since the first.
    static Pace of(long bytesPerSecond) {
        long started = System.nanoTime();
        long[] sum = {0};
        return bytes -> {
            sum[0] += bytes;
            long due = Math.round(1e9 * sum[0] / bytesPerSecond) - (System.nanoTime() - started);
            sleep(Duration.ofNanos(Math.max(0, due)));
        };
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
