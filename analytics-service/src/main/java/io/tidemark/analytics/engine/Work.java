package io.tidemark.analytics.engine;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;

/// What waits for its turn in the engine, and can be stopped from outside.
interface Work {
    void run(ScheduledExecutorService timer, Duration limit) throws Exception;

    /// Makes it fail, now or as soon as it begins.
    void stop();

    boolean tookTooLong();

    /// Whether it matches names with a caller's regular expression.
    boolean matches();
}
