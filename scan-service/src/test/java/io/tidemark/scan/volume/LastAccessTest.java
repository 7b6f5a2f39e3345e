package io.tidemark.scan.volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class LastAccessTest {

    private static final long MINUTE = 60_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long WRITTEN = 400_000 * HOUR;

    @ParameterizedTest
    @CsvSource({
        "ext4, 'rw,noatime,rw', 0.0, noatime: reading leaves no trace",
        "ext4, 'ro,relatime,ro', 0.0, read-only: reading leaves no trace",
        "ext4, 'rw,relatime,rw', 0.9, relatime: at most a day late",
        "ext4, 'rw,rw', 1.0, each reading is recorded",
        "nfs4, 'rw,relatime,rw', 0.5, nfs4: the server decides what reading leaves"
    })
    void promisesWhatTheMountPromises(String type, String options, double score, String reason) {
        LastAccess access = LastAccess.of(type, options, new AccessTimes());

        assertThat(access.score()).isEqualTo(score);
        assertThat(access.reason()).isEqualTo(reason);
        assertThat(access.trusted()).isEqualTo(score >= 0.5);
    }

    @Test
    void trustsTimesThatAreSpreadOverWeeks() {
        AccessTimes times = new AccessTimes();
        for (int i = 0; i < 1000; i++) {
            times.add(WRITTEN + (1 + i) * HOUR, WRITTEN, WRITTEN);
        }

        LastAccess access = LastAccess.of("ext4", "rw,relatime", times);

        assertThat(access).isEqualTo(new LastAccess(true, 0.9, "relatime: at most a day late"));
    }

    @Test
    void doubtsTimesThatNeverMoveAfterWriting() {
        AccessTimes times = new AccessTimes();
        for (int i = 0; i < 1000; i++) {
            times.add(WRITTEN + MINUTE, WRITTEN, Long.MIN_VALUE);
        }

        LastAccess access = LastAccess.of("ext4", "rw,relatime", times);

        assertThat(access.trusted()).isFalse();
        assertThat(access.score()).isEqualTo(0.23);
        assertThat(access.reason())
                .isEqualTo("relatime: at most a day late; only 0.0 % of 1000 entries were read since written");
    }

    @Test
    void doubtsTimesThatCrowdInOneHour() {
        AccessTimes times = new AccessTimes();
        for (int i = 0; i < 800; i++) {
            times.add(WRITTEN + 100 * HOUR + i, WRITTEN, WRITTEN);
        }
        for (int i = 0; i < 200; i++) {
            times.add(WRITTEN + (200 + i * 30) * HOUR, WRITTEN, WRITTEN);
        }

        LastAccess access = LastAccess.of("ext4", "rw", times);

        assertThat(access.score()).isEqualTo(0.27);
        assertThat(access.reason())
                .isEqualTo("each reading is recorded; of those 80 % within one hour, 80 % within one day, "
                        + "as when one program reads everything");
    }

    @Test
    void doubtsTimesThatOneNightlyJobLeft() {
        AccessTimes times = new AccessTimes();
        for (int i = 0; i < 1000; i++) {
            times.add(WRITTEN + (100 + i % 8) * HOUR, WRITTEN, WRITTEN);
        }

        assertThat(LastAccess.of("ext4", "rw", times).score()).isZero();
    }

    @Test
    void addsWhatSeveralThreadsSaw() {
        AccessTimes one = new AccessTimes();
        AccessTimes other = new AccessTimes();
        for (int i = 0; i < 60; i++) {
            one.add(WRITTEN + 5 * HOUR, WRITTEN, WRITTEN);
            other.add(WRITTEN + (i < 30 ? 5 : 50) * HOUR, WRITTEN, WRITTEN);
        }
        AccessTimes all = new AccessTimes();

        all.add(one);
        all.add(other);

        assertThat(all.entries()).isEqualTo(120);
        assertThat(all.read()).isEqualTo(120);
        assertThat(all.fullestHour()).isEqualTo(0.75);
    }

    @Test
    void neverOverstatesACrowdAmongTimesOfManyYears() {
        AccessTimes times = new AccessTimes();
        Random random = new Random(1);
        for (int i = 0; i < 300_000; i++) {
            long hour = i % 3 == 0 ? 500_000 : 300_000 + random.nextInt(190_000);
            times.add(hour * HOUR, 0, 0);
        }

        assertThat(times.fullestHour()).isLessThanOrEqualTo(1.0 / 3).isCloseTo(1.0 / 3, within(0.001));
    }
}
