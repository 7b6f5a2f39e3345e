package io.tidemark.scan.publish;

import io.tidemark.scan.volume.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class SampleSpoolTest {

    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration KEPT = Duration.ofDays(20);

    @TempDir
    Path state;

    @Test
    void keepsEachMinuteOfADayThenFiveThenHoursAndForgetsAtLast() throws Exception {
        SampleSpool spool = new SampleSpool(state, KEPT);
        minutes(spool, START, 60);
        Instant end = START.plusSeconds(3600);

        assertThat(after(spool, end.plus(Duration.ofDays(1)))).hasSize(120);
        List<Sample> fine = after(spool, end.plus(Duration.ofDays(1)).plusSeconds(1));
        List<Sample> still = after(spool, end.plus(Duration.ofDays(8)));
        List<Sample> coarse = after(spool, end.plus(Duration.ofDays(8)).plusSeconds(1));
        List<Sample> gone = after(spool, end.plus(KEPT).plusSeconds(1));

        assertThat(fine).hasSize(24).isEqualTo(still);
        assertThat(fine.subList(0, 4))
                .containsExactly(sample("/", 4), sample("/home", 4), sample("/", 9), sample("/home", 9));
        assertThat(coarse).containsExactly(sample("/", 59), sample("/home", 59));
        assertThat(gone).isEmpty();
        assertThat(spool.depth()).isZero();
    }

    @Test
    void leavesFilesAloneThatAreNoHours() throws Exception {
        SampleSpool spool = new SampleSpool(state, KEPT);
        Path other = Files.writeString(state.resolve("samples/notes.ndjson"), "x");

        spool.thin(START);

        assertThat(other).hasContent("x");
    }

    @Test
    void staysBoundedHoweverLongHistoryIsAway() throws Exception {
        SampleSpool spool = new SampleSpool(state, Duration.ofDays(2));
        for (Instant hour = START; hour.isBefore(START.plus(Duration.ofDays(4))); hour = hour.plusSeconds(3600)) {
            minutes(spool, hour, 2);
            spool.thin(hour);
        }

        // Two days, the hour that is just old enough, and the one that runs.
        assertThat(spool.depth()).isEqualTo(2 * 24 + 2);
        assertThat(spool.oldest().orElseThrow().samples()).hasSize(2);
    }

    private static void minutes(SampleSpool spool, Instant from, int count) throws Exception {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            samples.add(sample("/", from.plusSeconds(60L * i)));
            samples.add(sample("/home", from.plusSeconds(60L * i)));
        }
        spool.add(from, samples);
    }

    private static List<Sample> after(SampleSpool spool, Instant now) throws Exception {
        spool.thin(now);
        return spool.oldest().map(SampleSpool.Segment::samples).orElse(List.of());
    }

    private static Sample sample(String volume, int minute) {
        return sample(volume, START.plusSeconds(60L * minute));
    }

    private static Sample sample(String volume, Instant at) {
        return new Sample("web-1", volume, "/dev/vda", "ext4", at, 10, 5, 5, 4, 100, 50);
    }
}
