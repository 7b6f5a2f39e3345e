package io.tidemark.analytics.engine;

import org.junit.jupiter.api.Test;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void everyStampThatWasMetSeveralTimesHasAPlaceOfItsOwn() {
        Random random = new Random(1);
        for (int count : new int[] {10, 200_000, 3}) {
            Map<Long, Integer> met = new HashMap<>();
            tally.clear();

            for (int i = 0; i < count; i++) {
                long stamp = random.nextInt(count) * 0x1_0000_0001L;
                tally.meet(stamp);
                met.merge(stamp, 1, Integer::sum);
            }

            Set<Integer> places = new HashSet<>();
            met.forEach((stamp, times) -> {
                int place = tally.place(stamp);
                assertThat(place >= 0).isEqualTo(times > 1);
                assertThat(place < 0 || places.add(place)).isTrue();
            });
            assertThat(tally.several()).isEqualTo(places.size());
            assertThat(places).allMatch(place -> place < tally.several());
        }
    }
}
