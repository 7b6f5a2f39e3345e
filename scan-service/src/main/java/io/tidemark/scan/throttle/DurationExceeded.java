package io.tidemark.scan.throttle;

import java.time.Duration;

/// A scan without hours walked as long as its policy allows; it ends, for nothing says when it might go on.
public final class DurationExceeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DurationExceeded(Duration longest) {
        super("its longest duration " + longest
                + " is over; give it more time, a larger share, or hours in which it goes on");
    }
}
