package io.tidemark.scan.throttle;

import java.util.List;

/// How the kernel treats the calling thread. Each call answers, in words, what the kernel did not do.
public interface ThreadClass extends AutoCloseable {

    /// Runs, reads and writes only when nobody else wants to.
    List<String> idle();

    /// As any other thread.
    List<String> normal();

    /// Gives back what the kernel keeps for the classes, once no thread needs it.
    @Override
    default void close() {}
}
