package io.tidemark.analytics.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.FakeSource;
import io.tidemark.analytics.testing.HandClock;
import io.tidemark.analytics.testing.MadeSnapshot;
import io.tidemark.analytics.testing.SnapshotBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class PrefetchTest {
    @TempDir
    Path folder;

    private final FakeSource source = new FakeSource();
    private final HandClock clock = new HandClock(Bench.NOW);
    private MadeSnapshot made;
    private Catalogue catalogue;
    private Prefetch prefetch;

    @BeforeEach
    void open() {
        made = SnapshotBuilder.of("alpha", "/data").file("/data/a", 5).build(folder.resolve("history"));
        SnapshotCache cache = new SnapshotCache(
                new CacheFolder(folder.resolve("cache")),
                1 << 20,
                Duration.ofSeconds(30),
                source,
                Preparation.NONE,
                Runnable::run,
                clock,
                CacheObserver.NOBODY);
        catalogue = new Catalogue(source, cache::snapshots, clock, () -> Duration.ofHours(1));
        prefetch = new Prefetch(catalogue, cache);
        catalogue.newest();
        source.with(made);
    }

    @Test
    void newSnapshotIsFetchedWhenHistoryTellsOfIt() {
        prefetch.told(Prefetch.REGISTERED, clock.instant(), eventOf(made));

        assertThat(source.fetched()).hasSize(2);
    }

    @Test
    void repeatedEventFetchesNothingAgain() {
        prefetch.told(Prefetch.REGISTERED, clock.instant(), eventOf(made));
        prefetch.told(Prefetch.REGISTERED, clock.instant(), eventOf(made));

        assertThat(source.fetched()).hasSize(2);
    }

    @Test
    void snapshotThatIsNoLongerTheNewestIsNotFetched() {
        MadeSnapshot old =
                SnapshotBuilder.of("alpha", "/data").file("/data/a", 5).build(folder.resolve("history"));

        prefetch.told(Prefetch.REGISTERED, clock.instant(), eventOf(old));

        assertThat(source.fetched()).isEmpty();
    }

    @Test
    void eventFromBeforeTheListIsNoReasonToAskForItAgain() {
        prefetch.told(Prefetch.REGISTERED, clock.instant().minusSeconds(60), eventOf(made));

        assertThat(source.listings()).isEqualTo(1);
    }

    @Test
    void newSnapshotIsListedAtOnceWhenHistoryTellsOfIt() {
        prefetch.told(Prefetch.REGISTERED, clock.instant(), eventOf(made));

        assertThat(catalogue.newest().snapshots()).containsExactly(made.snapshot());
        assertThat(source.listings()).isEqualTo(2);
    }

    @Test
    void snapshotThatIsRegisteredWhileTheListIsMadeIsInTheNextOne() {
        MadeSnapshot newer =
                SnapshotBuilder.of("beta", "/data").file("/data/b", 7).build(folder.resolve("history"));
        source.afterListing(() -> {
            source.afterListing(() -> {});
            source.with(newer);
            catalogue.forget();
        });
        catalogue.forget();

        Known before = catalogue.newest();

        assertThat(before.snapshots()).containsExactly(made.snapshot());
        assertThat(catalogue.newest().snapshots()).containsExactly(made.snapshot(), newer.snapshot());
    }

    @Test
    void otherEventsAreIgnored() {
        prefetch.told("io.tidemark.samples.received", clock.instant(), eventOf(made));

        assertThat(source.listings()).isEqualTo(1);
        assertThat(source.fetched()).isEmpty();
    }

    @Test
    void damagedSnapshotDoesNotStopTheReader() {
        source.damage(made);

        prefetch.told(Prefetch.REGISTERED, clock.instant(), eventOf(made));
        prefetch.told(Prefetch.REGISTERED, clock.instant(), eventOf(made));

        assertThat(source.fetched()).hasSize(1);
    }

    @Test
    void copyOfASnapshotOfWhichTheRecordKeepsLessIsRemoved() {
        prefetch.told(Prefetch.REGISTERED, clock.instant(), eventOf(made));
        Path copy = folder.resolve("cache/snapshots/" + made.snapshot().id());
        assertThat(copy).isDirectory();

        prefetch.told(Prefetch.REDUCED, clock.instant(), eventOf(made));

        assertThat(copy).doesNotExist();
    }

    private static JsonNode eventOf(MadeSnapshot snapshot) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", snapshot.snapshot().id().toString());
    }
}
