package io.tidemark.analytics.cost;

import io.tidemark.analytics.folder.FolderPath;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.search.Measure;
import io.tidemark.analytics.source.Lens;
import io.tidemark.analytics.source.Lens.Rule;
import io.tidemark.analytics.source.PriceDocument;
import io.tidemark.analytics.source.Selection;
import io.tidemark.analytics.source.Server;
import io.tidemark.analytics.source.Tier;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeEntry;
import io.tidemark.analytics.testing.RandomFleet;
import io.tidemark.analytics.testing.RandomFleet.Made;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

class CostTest {
    static final Instant CHANGED = Instant.parse("2026-11-01T00:00:00Z");
    private static final Condition ANY = Condition.everything();
    private static final Condition TRUE = new Condition.Between(Measure.SIZE, 0, Long.MAX_VALUE);
    private static final Map<String, String> DEPARTMENTS = Map.of("server-a", "sales", "server-b", "research");
    /// Of a byte, by the documents below: what each server's files cost.
    private static final Map<String, BigDecimal> BYTE = Map.of(
            "server-a", new BigDecimal("0.000123457"),
            "server-b", new BigDecimal("0.000333333"),
            "server-c", new BigDecimal("0.000123457"));
    private static final Map<String, String> CURRENCY = Map.of("server-a", "EUR", "server-b", "EUR", "server-c", "USD");
    private static final Prices PRICES = Prices.of(
            List.of(
                    new Server("server-a", Map.of(), List.of()),
                    new Server("server-b", Map.of(), List.of("fast", "all")),
                    new Server("server-c", Map.of(), List.of("all"))),
            List.of(
                    new PriceDocument("everything", 7, CHANGED, "EUR", "hot", List.of(tier("hot", "123457"))),
                    new PriceDocument("group:fast", 1, CHANGED, null, "nvme", List.of(tier("nvme", "333333"))),
                    new PriceDocument("group:all", 2, CHANGED, null, "never", null),
                    new PriceDocument("server:server-c", 3, CHANGED, "USD", "hot", null)));

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

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyBillIsThatOfItsFiles(long seed) {
        RandomFleet fleet = new RandomFleet(seed, 3, 200);
        bench.with(fleet.snapshots());

        for (Condition filter : List.of(ANY, TRUE)) {
            check(fleet, CostBy.SERVER, Map.of(), null, filter, Made::server);
            check(fleet, CostBy.TAG, DEPARTMENTS, null, filter, m -> DEPARTMENTS.getOrDefault(m.server(), ""));
            check(fleet, CostBy.TIER, Map.of(), null, filter, m -> m.server().equals("server-b") ? "nvme" : "hot");
            check(fleet, CostBy.OWNER, Map.of(), null, filter, CostTest::owner);
            check(
                    fleet,
                    CostBy.EXTENSION,
                    Map.of(),
                    null,
                    filter,
                    m -> m.entry().extension());
            check(fleet, CostBy.FOLDER, Map.of(), null, filter, m -> child(m.entry(), "/data"));
            check(fleet, CostBy.FOLDER, Map.of(), "/data", filter, m -> child(m.entry(), "/data"));
        }
    }

    @Test
    void foldersBelowAnotherOneAreChargedAlone() {
        bench.with(SnapshotBuilder.of("server-a", "/data")
                .file("/data/x/y/a", 1)
                .file("/data/x/b", 1)
                .file("/data/xz/c", 1)
                .file("/data/d", 1));

        for (Condition filter : List.of(ANY, TRUE)) {
            Bill bill = bench.ask(
                    new Cost(new Charged(CostBy.FOLDER, Map.of(), FolderPath.of("/data/x")), filter, PRICES, 10));

            assertThat(bill.parts())
                    .extracting(Bill.Part::key, Bill.Part::allocatedBytes)
                    .containsExactly(tuple("/data/x", 4096L), tuple("/data/x/y", 4096L));
        }
    }

    @Test
    void folderOfARootThatIsTheWholeFilesystemIsNamedByItsPath() {
        bench.with(SnapshotBuilder.of("server-a", "/").file("/a/b/c", 1).file("/d", 1));

        for (Condition filter : List.of(ANY, TRUE)) {
            assertThat(bench.ask(new Cost(charged(CostBy.FOLDER), filter, PRICES, 10))
                            .parts())
                    .extracting(Bill.Part::key)
                    .containsExactly("/", "/a");
        }
    }

    @Test
    void whatIsNotListedIsAddedUpForEachCurrency() {
        RandomFleet fleet = new RandomFleet(5, 3, 100);
        bench.with(fleet.snapshots());

        Bill bill = bench.ask(new Cost(charged(CostBy.OWNER), ANY, PRICES, 3));

        assertThat(bill.parts()).hasSize(3);
        assertThat(bill.totals()).extracting(Bill.Total::currency).containsExactly("EUR", "USD");
        for (Bill.Total total : bill.totals()) {
            BigDecimal listed = bill.parts().stream()
                    .filter(p -> p.currency().equals(total.currency()))
                    .map(Bill.Part::costPerMonth)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal others = bill.others().stream()
                    .filter(o -> o.currency().equals(total.currency()))
                    .map(Bill.Total::costPerMonth)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(listed.add(others)).isEqualByComparingTo(total.costPerMonth());
        }
        assertThat(bill.prices())
                .containsExactly(
                        new Cited("everything", 7, CHANGED),
                        new Cited("group:all", 2, CHANGED),
                        new Cited("group:fast", 1, CHANGED),
                        new Cited("server:server-c", 3, CHANGED));
    }

    @Test
    void inodeIsChargedOnceByItsBytesOnDisk() {
        bench.with(SnapshotBuilder.of("server-a", "/data")
                .with(MadeEntry.file("/data/a", 900).allocated(2_000_000_000).linked(7, 2, true))
                .with(MadeEntry.file("/data/b", 900).allocated(2_000_000_000).linked(7, 2, false)));

        Bill bill = bench.ask(new Cost(charged(CostBy.SERVER), ANY, PRICES, 10));

        assertThat(bill.parts())
                .containsExactly(
                        new Bill.Part("server-a", "EUR", 2, 900, 2_000_000_000, new BigDecimal("246914.000000")));
    }

    @Test
    void serversWithoutPricesAreInNoAmount() {
        bench.with(
                SnapshotBuilder.of("server-a", "/data").file("/data/a", 1),
                SnapshotBuilder.of("other", "/data").file("/data/a", 5000));
        Prices some = Prices.of(
                List.of(new Server("server-a", Map.of(), List.of())),
                List.of(
                        new PriceDocument("everything", 1, CHANGED, "EUR", null, null),
                        new PriceDocument("server:server-a", 1, CHANGED, null, "hot", List.of(tier("hot", "1")))));

        Bill bill = bench.ask(new Cost(charged(CostBy.OWNER), ANY, some, 10));

        assertThat(bill.unpriced()).isEqualTo(new Bill.Unpriced(List.of("other"), 8192));
        assertThat(bill.totals()).extracting(Bill.Total::allocatedBytes).containsExactly(4096L);
    }

    @Test
    void whatMayNotBeSeenIsNotCharged() {
        bench.with(
                SnapshotBuilder.of("server-a", "/data").file("/data/seen/a", 1).file("/data/hidden/b", 1 << 20),
                SnapshotBuilder.of("server-b", "/data").file("/data/hidden/b", 1 << 20));
        Lens lens = new Lens(List.of(new Rule("/data/seen", null)), List.of());

        Bill bill = bench.ask(
                        new Cost(charged(CostBy.SERVER), ANY, PRICES, 10),
                        Selection.EVERYTHING.seenBy(
                                server -> server.equals("server-a") ? lens : new Lens(List.of(), List.of())))
                .value();

        assertThat(bill.parts())
                .extracting(Bill.Part::key, Bill.Part::allocatedBytes)
                .containsExactly(tuple("server-a", 4096L));
        assertThat(bill.toString()).doesNotContain("server-b").doesNotContain("fast");
    }

    @Test
    void partsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> CostBy.named("colour")).isInstanceOf(ProblemException.class);
    }

    private void check(
            RandomFleet fleet,
            CostBy by,
            Map<String, String> labels,
            @Nullable String below,
            Condition filter,
            Function<Made, String> part) {
        Charged charged = new Charged(by, labels, below == null ? null : FolderPath.of(below));

        Bill bill = bench.ask(new Cost(charged, filter, PRICES, 1000));

        Map<String, BigDecimal> ours = new HashMap<>();
        bill.parts().forEach(p -> ours.put(p.key() + " " + p.currency(), p.costPerMonth()));
        ours.values().removeIf(amount -> amount.signum() == 0);
        assertThat(ours).isEqualTo(expected(fleet, part));
    }

    private static Map<String, BigDecimal> expected(RandomFleet fleet, Function<Made, String> part) {
        Map<String, BigDecimal> exact = new TreeMap<>();
        for (Made made : fleet.files()) {
            if (made.entry().counted() && made.entry().allocated() > 0) {
                BigDecimal cost = Objects.requireNonNull(BYTE.get(made.server()))
                        .multiply(BigDecimal.valueOf(made.entry().allocated()));
                exact.merge(part.apply(made) + " " + CURRENCY.get(made.server()), cost, BigDecimal::add);
            }
        }
        exact.replaceAll((key, amount) -> amount.setScale(6, RoundingMode.HALF_EVEN));
        return exact;
    }

    static Charged charged(CostBy by) {
        return new Charged(by, Map.of(), null);
    }

    static Tier tier(String name, String perGbMonth) {
        return new Tier(name, new BigDecimal(perGbMonth), BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, 0);
    }

    private static String owner(Made made) {
        String name = made.entry().owner();
        return name == null ? Long.toString(made.entry().uid()) : name;
    }

    private static String child(MadeEntry entry, String root) {
        String inside = entry.path().substring(root.length() + 1);
        int slash = inside.indexOf('/');
        return slash < 0 ? root : root + "/" + inside.substring(0, slash);
    }
}
