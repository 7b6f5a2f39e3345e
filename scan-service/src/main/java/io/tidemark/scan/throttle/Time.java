package io.tidemark.scan.throttle;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// Clocks, and waiting by them.
public interface Time {

    /// Nanoseconds since some moment.
    long nanos();

    Instant now();

    /// Returns after about so long, perhaps earlier.
    void sleep(long nanos);

    /// Those of this machine.
    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void sleep(long nanos) {
            LockSupport.parkNanos(nanos);
        }
    };
}
