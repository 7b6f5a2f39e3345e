package io.tidemark.scan.publish;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/// Pauses between attempts: each at most twice the one before, up to a longest; of each a random part between half and
/// all, so that the agents of a fleet do not come back in step.
final class Pauses {

    private static final Duration FIRST = Duration.ofSeconds(1);

    private final Duration longest;
    private final DoubleSupplier random;
    private Duration next = FIRST;

    /// @param random from 0 to 1
    Pauses(Duration longest, DoubleSupplier random) {
        this.longest = longest;
        this.random = random;
    }

    /// How long to wait after another failure.
    Duration next() {
        Duration most = next.compareTo(longest) > 0 ? longest : next;
        next = most.multipliedBy(2);
        return Duration.ofNanos((long) (most.toNanos() * (0.5 + random.getAsDouble() / 2)));
    }

    /// Says that an attempt succeeded.
    void reset() {
        next = FIRST;
    }
}
