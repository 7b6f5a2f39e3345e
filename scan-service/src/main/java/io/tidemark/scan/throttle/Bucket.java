package io.tidemark.scan.throttle;

/// A token bucket that may be overdrawn: what is taken is known only afterwards, and has to be earned before more may
/// be taken. So over any stretch of time no more is taken than is earned in it, plus the small store and one
/// overdraft.
final class Bucket {

    private static final double STORE_SECONDS = 0.1;
    private static final double NANOS = 1e9;

    private double level;
    private double perSecond = Double.POSITIVE_INFINITY;
    private long filledAt;

    Bucket(long now) {
        this.filledAt = now;
    }

    /// @param rate what is earned in a second; infinite for no limit, which forgives all debt
    void rate(double rate, long now) {
        fill(now);
        perSecond = rate;
        level = Double.isInfinite(rate) ? 0 : Math.min(level, rate * STORE_SECONDS);
    }

    void take(double amount, long now) {
        fill(now);
        if (!Double.isInfinite(perSecond)) {
            level -= amount;
        }
    }

    /// Nanoseconds until the debt is paid; 0 where there is none.
    long debtNanos(long now) {
        fill(now);
        return level >= 0 ? 0 : (long) Math.ceil(-level / perSecond * NANOS);
    }

    private void fill(long now) {
        if (!Double.isInfinite(perSecond)) {
            level = Math.min(level + perSecond * ((now - filledAt) / NANOS), perSecond * STORE_SECONDS);
        }
        filledAt = now;
    }
}
