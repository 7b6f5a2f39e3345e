package io.tidemark.analytics.reconciliation;

import io.tidemark.analytics.reconciliation.Balances.Uncompared;
import io.tidemark.analytics.source.Lens;
import io.tidemark.analytics.source.Lens.Rule;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.source.Volume.Gap;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeEntry;
import io.tidemark.analytics.testing.SnapshotBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class ReconciliationTest {
    private static final Instant EARLY = Instant.parse("2026-11-19T00:00:00Z");
    private static final Instant LATE = Instant.parse("2026-11-20T00:00:00Z");

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void usedBytesAreCountedBytesAndPartsAndTheRest() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .startedAt(LATE)
                .file("/data/a", 5000)
                .file("/data/d/b", 1)
                .volume(volume(
                        "/data",
                        90_000,
                        100_000,
                        part("unreadable", 2, null),
                        part("excluded", 0, 30_000L),
                        part("deleted-open", 1, 4_000L),
                        part("filesystem", 0, 0L))));

        Balance balance = only();

        assertThat(balance.server() + balance.mountPoint() + balance.device() + balance.type())
                .isEqualTo("alpha/data/dev/vdbext4");
        assertThat(balance.readAt()).isEqualTo(LATE.plus(Duration.ofMinutes(10)));
        assertThat(balance.countedBytes()).isEqualTo(8192 + 4096 + 2 * 4096);
        assertThat(balance.differenceBytes()).isEqualTo(100_000 - 20_480);
        assertThat(balance.changedBytes()).isEqualTo(10_000);
        assertThat(balance.reservedBytes()).isEqualTo(50_000);
        assertThat(balance.unexplainedBytes()).isEqualTo(100_000 - 20_480 - 34_000);
        assertThat(balance.unexplainedShare()).isEqualTo(0.4552);
        assertThat(balance.unknown()).containsExactly("unreadable");
        assertThat(balance.parts())
                .containsExactly(
                        new Gap("outside-root", 0, 0L, "a root is the whole filesystem"),
                        new Gap("unreadable", 2, null, "n"),
                        new Gap("excluded", 0, 30_000L, "n"),
                        new Gap("deleted-open", 1, 4_000L, "n"),
                        new Gap("filesystem", 0, 0L, "n"));
    }

    @Test
    void rootsOfOneVolumeAreTakenTogether() {
        bench.with(
                SnapshotBuilder.of("alpha", "/home")
                        .startedAt(EARLY)
                        .file("/home/a", 1)
                        .volume(volume(
                                "/",
                                10_000,
                                20_000,
                                part("outside-root", 1, 7L),
                                part("unreadable", 1, 0L),
                                part("deleted-open", 5, 9L))),
                SnapshotBuilder.of("alpha", "/srv")
                        .startedAt(LATE)
                        .file("/srv/b", 1)
                        .volume(volume(
                                "/",
                                50_000,
                                60_000,
                                part("outside-root", 1, 8L),
                                part("unreadable", 2, 100L),
                                part("deleted-open", 1, 2L))),
                SnapshotBuilder.of("beta", "/srv").file("/srv/b", 1).volume(volume("/srv", 1, 1)));

        List<Balance> balances = bench.ask(new Reconciliation()).volumes();

        assertThat(balances)
                .extracting(Balance::server, Balance::usedBytes, Balance::countedBytes, Balance::changedBytes)
                .containsExactly(tuple("alpha", 60_000L, 16_384L, 50_000L), tuple("beta", 1L, 8_192L, 0L));
        assertThat(balances.getFirst().roots()).containsExactly("/home", "/srv");
        assertThat(balances.getFirst().parts())
                .extracting(Gap::kind, Gap::items, Gap::bytes)
                .containsExactly(
                        tuple("outside-root", 0L, null), tuple("unreadable", 3L, 100L), tuple("deleted-open", 1L, 2L));
        assertThat(balances.getLast().parts()).extracting(Gap::kind).containsExactly("outside-root", "not-recorded");
        assertThat(balances.getLast().unknown()).containsExactly("not-recorded");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void inodeOfSeveralRootsIsCountedOnce(long seed) {
        Random random = new Random(seed);
        Map<Long, Long> inodes = new HashMap<>();
        List<SnapshotBuilder> roots = new ArrayList<>();
        long directories = 0;
        for (String root : List.of("/a", "/b", "/c")) {
            SnapshotBuilder snapshot = SnapshotBuilder.of("alpha", root).volume(volume("/", 1, 1 << 30));
            TreeSet<Long> here = new TreeSet<>();
            for (int i = 0; i < 60; i++) {
                long inode = random.nextInt(100);
                long allocated = 4096 * (inode + 1);
                boolean first = here.add(inode);
                snapshot.with(
                        MadeEntry.file(root + "/" + i, 1).allocated(allocated).linked(inode, 4, first));
                inodes.put(inode, allocated);
            }
            directories += 4096;
            roots.add(snapshot);
        }
        bench.with(roots.toArray(SnapshotBuilder[]::new));

        Balance balance = only();

        assertThat(balance.countedBytes())
                .isEqualTo(directories
                        + inodes.values().stream().mapToLong(Long::longValue).sum());
        assertThat(balance.usedBytes())
                .isEqualTo(balance.countedBytes()
                        + balance.parts().stream()
                                .mapToLong(p -> p.bytes() == null ? 0 : p.bytes())
                                .sum()
                        + balance.unexplainedBytes());
    }

    @Test
    void rootWithoutFiguresIsToldApart() {
        bench.with(
                SnapshotBuilder.of("alpha", "/net").file("/net/a", 1).volume("\"volume\":{\"end\":null}"),
                SnapshotBuilder.of("alpha", "/imported")
                        .file("/imported/a", 1)
                        .lacking("allocated", "inode")
                        .volume(volume("/imported", 1, 2)));

        Balances balances = bench.ask(new Reconciliation());

        assertThat(balances.volumes()).isEmpty();
        assertThat(balances.uncompared()).extracting(Uncompared::root).containsExactly("/imported", "/net");
        assertThat(balances.uncompared().getFirst().reason()).isEqualTo("its inventory does not tell bytes on disk");
    }

    @Test
    void volumeIsThereForWhoSeesAllOfIt() {
        bench.with(SnapshotBuilder.of("alpha", "/srv")
                .file("/srv/a", 1)
                .file("/srv/x/b", 1)
                .volume(volume("/", 1, 123_456)));

        assertThat(seeing("/").volumes()).hasSize(1);
        for (String part : List.of("/srv", "/srv/x")) {
            assertThat(seeing(part).volumes()).isEmpty();
            assertThat(seeing(part).uncompared())
                    .extracting(Uncompared::server, Uncompared::root)
                    .containsExactly(tuple("alpha", "/srv"));
        }
        assertThat(seeing("/").volumes()).hasSize(1);
        assertThat(seeing("/elsewhere")).isEqualTo(new Balances(List.of(), List.of()));
    }

    private Balances seeing(String path) {
        Lens lens = new Lens(List.of(new Rule(path, null)), List.of());
        return bench.ask(new Reconciliation(), Selection.EVERYTHING.seenBy(server -> lens))
                .value();
    }

    private Balance only() {
        Balances balances = bench.ask(new Reconciliation());
        assertThat(balances.volumes()).hasSize(1);
        return balances.volumes().getFirst();
    }

    private static String volume(String mountPoint, long before, long after, String... parts) {
        return """
                "volume":{"mountPoint":"%s","device":"/dev/vdb","type":"ext4","start":{"usedBytes":%d},
                 "end":{"sizeBytes":1000000,"usedBytes":%d,"freeBytes":200000,"availableBytes":150000}},
                "reconciliation":{"parts":[%s]}""".formatted(mountPoint, before, after, String.join(",", parts));
    }

    private static String part(String kind, long items, @Nullable Long bytes) {
        return "{\"kind\":\"%s\",\"items\":%d,\"bytes\":%s,\"note\":\"n\"}".formatted(kind, items, bytes);
    }
}
