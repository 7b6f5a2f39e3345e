package io.tidemark.platform.test;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.function.LongSupplier;

import static org.assertj.core.api.Assertions.assertThat;

class TimingTest {
    /// Answers of a busy machine: most take about a millisecond, one in five waits up to eight more for a processor,
    /// and all take longer and longer.
    private static final class Busy implements LongSupplier {
        private final Random random = new Random(11);
        private long slower;

        @Override
        public long getAsLong() {
            slower += 5_000;
            long turn = random.nextInt(5) == 0 ? random.nextLong(8_000_000) : 0;
            return slower + 800_000 + random.nextLong(400_000) + turn;
        }
    }

    private final LongSupplier answer = new Busy();

    @Test
    void nothingIsSeenWhereThereIsNothing() {
        assertThat(Timing.deviations(answer, answer)).isBetween(-Timing.LIMIT, Timing.LIMIT);
    }

    @Test
    void fourTenthsMoreAreSeenOnABusyMachine() {
        LongSupplier longer = () -> answer.getAsLong() + 400_000;

        assertThat(Timing.deviations(longer, answer)).isGreaterThan(Timing.LIMIT);
        assertThat(Timing.deviations(answer, longer)).isLessThan(-Timing.LIMIT);
    }
}
