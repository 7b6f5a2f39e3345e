package io.tidemark.history.store;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.history.ForAll;
import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.event.Event;
import io.tidemark.history.event.EventLog;
import io.tidemark.history.event.EventType;
import io.tidemark.history.rest.StoreResource;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.sample.Samples;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.PartKind;
import io.tidemark.history.snapshot.PartName;
import io.tidemark.history.snapshot.Sha256;
import io.tidemark.history.snapshot.Snapshot;
import io.tidemark.history.snapshot.SnapshotId;
import io.tidemark.history.snapshot.SnapshotRegister;
import io.tidemark.history.snapshot.SnapshotRegister.Registered;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.test.AuthResource;
import io.tidemark.platform.test.PostgresResource;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(AuthResource.class)
@QuarkusTestResource(StoreResource.class)
@Timeout(60)
class EventOrderTest {

    private static final Instant AT = Instant.parse("2026-03-01T00:00:00Z");

    @Inject
    Samples samples;

    @Inject
    SnapshotRegister injectedSnapshots;

    @Inject
    EventLog events;

    private SnapshotRegister snapshots;

    @BeforeEach
    void seeAllTenants() {
        snapshots = ForAll.of(SnapshotRegister.class, injectedSnapshots);
    }

    @Test
    void aReaderThatFollowsWhileManyWriteMissesNothing() throws Exception {
        long start = events.head(Tenancy.ALL);
        List<Callable<Integer>> writers = IntStream.range(0, 160)
                .<Callable<Integer>>mapToObj(i -> () -> add(List.of(sample("order-" + i % 8, i))))
                .toList();
        List<Long> seen = new ArrayList<>();

        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> writing = writers.stream().map(pool::submit).toList();
            while (seen.size() < writers.size()) {
                long last = seen.isEmpty() ? start : seen.getLast();
                events.after(Tenancy.ALL, last, EnumSet.allOf(EventType.class), 50).stream()
                        .map(Event::id)
                        .forEach(seen::add);
            }
            for (Future<Integer> one : writing) {
                assertThat(one.get()).isEqualTo(1);
            }
        }

        assertThat(seen)
                .containsExactlyElementsOf(LongStream.rangeClosed(start + 1, start + writers.size())
                        .boxed()
                        .toList());
    }

    @Test
    void batchesOfTheSameServersInAnotherOrderDoNotBlockEachOther() throws Exception {
        List<Sample> there =
                IntStream.range(0, 50).mapToObj(i -> sample("cross-" + i, 1)).toList();
        List<Callable<Integer>> writers = List.of(() -> add(there), () -> add(there.reversed()));

        int fresh = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            for (Future<Integer> one : pool.invokeAll(writers)) {
                fresh += one.get();
            }
        }

        assertThat(fresh).isEqualTo(50);
    }

    @Test
    void oneOfManyThatRegisterTheSameSnapshotWins() throws Exception {
        Registered registered = new Registered(snapshot(SampleSnapshot.newId()), Sha256.of(new byte[] {1}));
        List<Callable<Boolean>> writers = IntStream.range(0, 8)
                .<Callable<Boolean>>mapToObj(i -> () -> snapshots.register(registered))
                .toList();
        List<Boolean> won = new ArrayList<>();

        try (ExecutorService pool = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> one : pool.invokeAll(writers)) {
                won.add(one.get());
            }
        }

        assertThat(won).containsOnlyOnce(true).hasSize(8);
        assertThat(snapshots.find(registered.snapshot().id())).contains(registered);
    }

    private int add(List<Sample> sent) {
        return ForAll.get(() -> samples.add(sent, AT, true));
    }

    private static Snapshot snapshot(SnapshotId id) {
        Part part = new Part(new PartName("entries-00000.parquet"), PartKind.ENTRIES, 1, 2, Sha256.of(new byte[0]));
        return new Snapshot(id, new ServerName("race-1"), "/", "/", AT, AT, AT, 1, 2, 3, 4, 5, 6, List.of(part));
    }

    private static Sample sample(String server, int second) {
        return new Sample(new ServerName(server), "/", "d", "ext4", null, AT.plusSeconds(second), 1, 1, 1, 1, 1, 1);
    }
}
