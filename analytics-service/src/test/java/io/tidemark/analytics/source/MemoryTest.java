package io.tidemark.analytics.source;

import io.tidemark.analytics.testing.HandClock;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryTest {
    private static final Instant BEGINNING = Instant.parse("2026-11-20T01:07:00Z");

    private final HandClock clock = new HandClock(BEGINNING);
    private int asked;
    private boolean away;
    private final Memory memory = new Memory(this::list, List::of, clock, () -> Duration.ofMinutes(1));

    @Test
    void whenTheListIsFromTellsNobodyThatAnotherAskedOrThatSomethingCameIn() {
        clock.push(Duration.ofSeconds(10));
        Instant first = memory.now().listedAt();
        clock.push(Duration.ofSeconds(20));
        memory.forget();

        Instant afterAChange = memory.now().listedAt();

        assertThat(asked).isEqualTo(2);
        assertThat(first).isEqualTo(BEGINNING);
        assertThat(afterAChange).isEqualTo(BEGINNING);
    }

    @Test
    void aListIsAskedForOnceInEachStretchOfTheClock() {
        clock.push(Duration.ofSeconds(59));
        memory.now();
        memory.now();
        clock.push(Duration.ofSeconds(1));

        Known next = memory.now();

        assertThat(asked).isEqualTo(2);
        assertThat(next.listedAt()).isEqualTo(BEGINNING.plusSeconds(60));
    }

    @Test
    void whileTheRecordIsAwayTheListIsAsOldAsItIs() {
        memory.now();
        away = true;
        clock.push(Duration.ofMinutes(3));

        Known known = memory.now();

        assertThat(known.stale()).isTrue();
        assertThat(known.listedAt()).isEqualTo(BEGINNING);
    }

    @Test
    void whereAListIsFreshForNoTimeItIsAskedForEachTime() {
        Memory forgetful = new Memory(this::list, List::of, clock, () -> Duration.ZERO);

        forgetful.now();
        forgetful.now();

        assertThat(asked).isEqualTo(2);
    }

    private Listing list() throws SourceAway {
        asked++;
        if (away) {
            throw new SourceAway("away");
        }
        return new Listing(List.of(), List.of());
    }
}
