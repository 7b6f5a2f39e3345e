package io.tidemark.scan.snapshot;

import io.tidemark.scan.walk.BatchSink;

import java.util.function.ToIntFunction;

/// One walking thread's way into a queue.
///
/// @param <T> the batch
final class QueueSink<T> implements BatchSink<T> {

    private final BatchQueue<T> queue;
    private final int walker;
    private final ToIntFunction<T> rows;

    /// @param walker number of the walking thread
    QueueSink(BatchQueue<T> queue, int walker, ToIntFunction<T> rows) {
        this.queue = queue;
        this.walker = walker;
        this.rows = rows;
    }

    @Override
    public T accept(T filled) {
        queue.deliver(walker, filled);
        return queue.empty();
    }

    @Override
    public void finish(T last) {
        if (rows.applyAsInt(last) > 0) {
            queue.deliver(walker, last);
        }
    }
}
