package io.tidemark.scan.snapshot;

import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

import java.util.concurrent.atomic.AtomicInteger;

/// A DuckDB table function whose rows are the batches of a queue, each batch one chunk. Each of DuckDB's threads is
/// one writer of the queue.
///
/// @param <T> the batch
abstract class BatchFunction<T> implements DuckDBTableFunction<Object, Object, Integer> {

    private static final Object NOTHING = new Object();

    private final BatchQueue<T> queue;
    private final int writers;
    private final AtomicInteger started = new AtomicInteger();

    BatchFunction(BatchQueue<T> queue, int writers) {
        this.queue = queue;
        this.writers = writers;
    }

    /// The name under which it is registered.
    abstract String name();

    /// The query whose result is the table's content.
    abstract String select();

    abstract void declare(DuckDBTableFunctionBindInfo info);

    /// Copies a batch into a chunk and empties it.
    ///
    /// @return rows copied
    abstract int copy(T batch, DuckDBDataChunkWriter output);

    @Override
    public final Object bind(DuckDBTableFunctionBindInfo info) {
        declare(info);
        return NOTHING;
    }

    @Override
    public final Object init(DuckDBTableFunctionInitInfo info) {
        info.setMaxThreads(writers);
        return NOTHING;
    }

    @Override
    public final Integer localInit(DuckDBTableFunctionInitInfo info) {
        return started.getAndIncrement();
    }

    @Override
    public final long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter output) {
        int writer = info.<Integer>getLocalInitData();
        T batch = queue.next(writer);
        if (batch == null) {
            return 0;
        }
        int rows = copy(batch, output);
        queue.recycle(batch);
        return rows;
    }
}
