package io.tidemark.scan.job;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class ScanQueueTest {

    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);

    private final List<UUID> started = new ArrayList<>();
    private final ScanQueue queue = new ScanQueue(2, started::add);

    @Test
    void runsOneScanOfEachVolumeAtATime() {
        queue.add(A, "8:1");
        queue.add(B, "8:1");
        queue.add(C, "8:2");

        assertThat(started).containsExactly(A, C);
    }

    @Test
    void startsTheNextWhenItsVolumeIsFree() {
        queue.add(A, "8:1");
        queue.add(B, "8:1");

        queue.free("8:1");

        assertThat(started).containsExactly(A, B);
    }

    @Test
    void doesNotStartWhatWasTakenOut() {
        queue.add(A, "8:1");
        queue.add(B, "8:1");

        assertThat(queue.remove(B)).isTrue();
        assertThat(queue.remove(A)).isFalse();
        queue.free("8:1");

        assertThat(started).containsExactly(A);
    }

    @Test
    void isFullWhenAsManyWaitAsMay() {
        queue.add(A, "8:1");
        queue.add(B, "8:1");
        assertThat(queue.isFull()).isFalse();

        queue.add(C, "8:1");

        assertThat(queue.isFull()).isTrue();
    }
}
