package io.tidemark.scan.throttle;

import java.util.function.BooleanSupplier;

/// At most so many bytes a second, over any stretch of time longer than a moment. For one thread.
public final class ByteRate {

    private static final long SLICE_NANOS = 200_000_000;

    private final Time time;
    private final Bucket bucket;

    /// @param perSecond at least 1
    public ByteRate(long perSecond, Time time) {
        this.time = time;
        this.bucket = new Bucket(time.nanos());
        bucket.rate((double) perSecond, time.nanos());
    }

    /// Says that so much was read, and returns when more may be.
    ///
    /// @param go asked again and again; false ends the wait
    public void read(long bytes, BooleanSupplier go) {
        bucket.take((double) bytes, time.nanos());
        for (long debt = bucket.debtNanos(time.nanos());
                debt > 0 && go.getAsBoolean();
                debt = bucket.debtNanos(time.nanos())) {
            time.sleep(Math.min(debt, SLICE_NANOS));
        }
    }
}
