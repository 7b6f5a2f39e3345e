package io.tidemark.scan.publish;

import java.time.Duration;

/// Runs a courier whenever there may be something to deliver, and again with growing pauses while it fails.
public final class CourierThread implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(CourierThread.class.getName());

    private final Courier courier;
    private final Pauses pauses;
    private final Thread thread;
    private boolean woken;
    private boolean closed;

    /// @param longestPause between two attempts while history is away
    public CourierThread(Courier courier, Duration longestPause) {
        this.courier = courier;
        this.pauses = new Pauses(longestPause, Math::random);
        this.thread = Thread.ofPlatform().name("courier").daemon().unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /// Says that something was put into a spool. While history is away this does not shorten the pause.
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    private void run() {
        try {
            while (awaitWork()) {
                if (deliver()) {
                    pauses.reset();
                } else {
                    pause(pauses.next());
                    wake();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// A courier that fails in an unforeseen way must not end the thread: delivery would stop for good.
    private boolean deliver() {
        try {
            return courier.deliverAll();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "delivery failed", e);
            return false;
        }
    }

    private synchronized boolean awaitWork() throws InterruptedException {
        while (!woken && !closed) {
            wait();
        }
        woken = false;
        return !closed;
    }

    private synchronized void pause(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        for (long left = pause.toMillis(); left > 0 && !closed; left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
    }
}
