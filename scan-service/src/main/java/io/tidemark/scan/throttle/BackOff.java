package io.tidemark.scan.throttle;

import java.util.Optional;

/// Gives way while others wait: halves the speed with each look at which they do, down to a sixteenth, and adds a
/// twentieth of it a second once they do no more (additive increase, multiplicative decrease, as TCP does).
final class BackOff {

    static final double LEAST = 1.0 / 16;
    private static final double MORE_PER_SECOND = 0.05;
    private static final double CPU_LIMIT = 0.20;
    private static final double IO_LIMIT = 0.10;
    private static final double NANOS = 1e9;
    private static final double OWN_WINDOW_SECONDS = 10;

    private final PressureSource source;
    private final Stall cpu = new Stall(CPU_LIMIT);
    private final Stall io = new Stall(IO_LIMIT);
    private double factor = 1;
    private long lookedAt;

    BackOff(PressureSource source, long now) {
        this.source = source;
        this.lookedAt = now;
        cpu.look(source.cpu(), 0, 0);
        io.look(source.io(), 0, 0);
    }

    /// Waiting for one resource since the last look.
    private static final class Stall {
        private final double limit;
        private long total;
        private double others;
        private double own;
        private double lasting;

        Stall(double limit) {
            this.limit = limit;
        }

        /// @param caused share of the time in which the scan itself waited
        void look(Optional<Pressure> now, double caused, double seconds) {
            if (now.isEmpty()) {
                others = 0;
                lasting = 0;
                return;
            }
            double stalled = seconds == 0 ? 0 : (now.get().totalMicros() - total) / 1e6 / seconds;
            total = now.get().totalMicros();
            own += (caused - own) * Math.min(1, seconds / OWN_WINDOW_SECONDS);
            others = stalled - caused;
            lasting = now.get().share() - own;
        }

        boolean isHigh() {
            return others > limit;
        }

        boolean isOver() {
            return others <= limit / 2 && lasting <= limit;
        }
    }

    /// What is missing for this to work; empty where nothing is.
    Optional<String> missing() {
        return source.cpu().isPresent() || source.io().isPresent()
                ? Optional.empty()
                : Optional.of("back-off is off: this kernel has no pressure figures");
    }

    /// Looks again.
    ///
    /// @param ownCpu share of the time since the last look in which the scan itself waited for a processor
    /// @param ownIo as `ownCpu`, for a disk
    void look(long now, double ownCpu, double ownIo) {
        double seconds = (now - lookedAt) / NANOS;
        lookedAt = now;
        cpu.look(source.cpu(), ownCpu, seconds);
        io.look(source.io(), ownIo, seconds);
        if (cpu.isHigh() || io.isHigh()) {
            factor = Math.max(LEAST, factor / 2);
        } else if (cpu.isOver() && io.isOver()) {
            factor = Math.min(1, factor + MORE_PER_SECOND * seconds);
        }
    }

    /// What share of its speed a scan may have, from a sixteenth to 1.
    double factor() {
        return factor;
    }
}
