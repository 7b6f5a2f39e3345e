package io.tidemark.analytics.engine;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerCacheTest {
    private static final List<UUID> SNAPSHOTS = List.of(new UUID(0, 1));

    private final AnswerCache cache = new AnswerCache(100);

    @Test
    void answerIsFoundByQuestionAndSnapshotsTogether() {
        cache.keep(new Named("a"), SNAPSHOTS, "answer", 10);

        assertThat(cache.find(new Named("a"), SNAPSHOTS)).contains("answer");
        assertThat(cache.find(new Named("b"), SNAPSHOTS)).isEmpty();
        assertThat(cache.find(new Named("a"), List.of(new UUID(0, 2)))).isEmpty();
    }

    @Test
    void leastRecentlyUsedGoesWhereMemoryIsShort() {
        cache.keep(new Named("a"), SNAPSHOTS, "1", 40);
        cache.keep(new Named("b"), SNAPSHOTS, "2", 40);
        cache.find(new Named("a"), SNAPSHOTS);

        cache.keep(new Named("c"), SNAPSHOTS, "3", 40);

        assertThat(cache.find(new Named("a"), SNAPSHOTS)).contains("1");
        assertThat(cache.find(new Named("b"), SNAPSHOTS)).isEmpty();
        assertThat(cache.find(new Named("c"), SNAPSHOTS)).contains("3");
        assertThat(cache.bytes()).isEqualTo(80);
    }

    @Test
    void whatIsLargerThanTheCacheIsNotKeptAndDrivesNothingOut() {
        cache.keep(new Named("a"), SNAPSHOTS, "1", 40);

        cache.keep(new Named("b"), SNAPSHOTS, "2", 101);

        assertThat(cache.find(new Named("a"), SNAPSHOTS)).contains("1");
        assertThat(cache.bytes()).isEqualTo(40);
    }

    @Test
    void sameAnswerKeptTwiceWeighsOnce() {
        cache.keep(new Named("a"), SNAPSHOTS, "1", 40);
        cache.keep(new Named("a"), SNAPSHOTS, "1", 30);

        assertThat(cache.bytes()).isEqualTo(30);
    }

    private record Named(String kind) implements Question<String> {
        @Override
        public String over(Ground ground) {
            return kind;
        }
    }
}
