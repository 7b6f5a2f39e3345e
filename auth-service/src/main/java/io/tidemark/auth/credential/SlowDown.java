package io.tidemark.auth.credential;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes guessing slow: after some free failures, each further one doubles the wait until the next try. Kept in memory
/// for up to 10,000 keys, the oldest forgotten first; a key that was quiet for a quarter of an hour starts anew.
public final class SlowDown {
    private static final int CAPACITY = 10_000;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration MEMORY = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final int freeFailures;
    private final Duration longestWait;
    private final Map<String, Failures> known = new LinkedHashMap<>(16, 0.75f, true);

    public SlowDown(InstantSource clock, int freeFailures, Duration longestWait) {
        this.clock = clock;
        this.freeFailures = freeFailures;
        this.longestWait = longestWait;
    }

    /// How long this key must wait yet; zero where it may try now.
    public synchronized Duration wait(String key) {
        Failures failures = known.get(key);
        if (failures == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), failures.until());
        return left.isNegative() ? Duration.ZERO : left;
    }

    public synchronized void failed(String key) {
        Instant now = clock.instant();
        Failures before = known.get(key);
        int count = before == null || before.until().plus(MEMORY).isBefore(now) ? 1 : before.count() + 1;
        known.put(key, new Failures(count, now.plus(waitAfter(count))));
        if (known.size() > CAPACITY) {
            known.remove(known.keySet().iterator().next());
        }
    }

    public synchronized void succeeded(String key) {
        known.remove(key);
    }

    private Duration waitAfter(int count) {
        if (count < freeFailures) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(20, count - freeFailures));
        return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }

    private record Failures(int count, Instant until) {}
}
