package io.tidemark.history.retention;

import java.util.Random;

/// Stops the service at some point between two things it does, as a kill would. What was done stays done.
final class Faults {

    /// The process is no more.
    static final class Killed extends Error {
        Killed() {
            super("killed", null, false, false);
        }
    }

    private final Random random;
    private final int oneIn;
    private boolean armed;

    /// @param oneIn how many things are done on average until it strikes
    Faults(Random random, int oneIn) {
        this.random = random;
        this.oneIn = oneIn;
    }

    void arm(boolean now) {
        armed = now;
    }

    /// Between any two things.
    void here() {
        if (armed && random.nextInt(oneIn) == 0) {
            throw new Killed();
        }
    }
}
