package io.tidemark.analytics.cost;

import io.tidemark.analytics.cost.Savings.Terms;
import io.tidemark.analytics.cost.SavingsPlan.Part;
import io.tidemark.analytics.search.Condition;
import io.tidemark.analytics.source.PriceDocument;
import io.tidemark.analytics.source.Server;
import io.tidemark.analytics.source.Tier;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeEntry;
import io.tidemark.analytics.testing.RandomFleet;
import io.tidemark.analytics.testing.RandomFleet.Made;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.analytics.usage.Listings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SavingsTest {
    private static final Instant STARTED = Instant.parse("2026-11-20T00:00:00Z");
    private static final BigDecimal BILLION = BigDecimal.valueOf(1_000_000_000);

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
    void smallestObjectStubAndRecallsAreCounted() {
        bench.with(SnapshotBuilder.of("alpha", "/data")
                .startedAt(STARTED)
                .with(unused("/data/large", 2_000_000_000).allocated(2_000_000_000))
                .with(unused("/data/middle", 100_000_000).allocated(1_000_000_000))
                .with(unused("/data/small", 1000).allocated(4096))
                .with(MadeEntry.file("/data/used", 1 << 30).modified(STARTED.minus(Duration.ofDays(9)))));
        Tier hot = tier("hot", "0.10", "0", "0", "0", 0);
        Tier cold = tier("cold", "0.01", "2", "50", "0.03", 500_000_000);

        SavingsPlan plan = bench.ask(savings(hot, cold, new Terms(1_000_000, new BigDecimal("0.1")), 10));

        assertThat(plan.parts())
                .containsExactly(new Part(
                        "alpha",
                        "EUR",
                        3,
                        2_100_001_000L,
                        3_000_004_096L,
                        2,
                        2_100_000_000L,
                        3_000_000_000L,
                        2_500_000_000L,
                        new BigDecimal("0.300000"),
                        new BigDecimal("0.025000"),
                        new BigDecimal("0.000200"),
                        new BigDecimal("0.006700"),
                        new BigDecimal("0.268100"),
                        new BigDecimal("0.100000"),
                        new BigDecimal("0.37")));
        assertThat(plan.totals()).extracting(Part::savedPerMonth).containsExactly(new BigDecimal("0.268100"));
    }

    @Test
    void nothingMovesWhereItCostsMoreAfterwards() {
        bench.with(SnapshotBuilder.of("alpha", "/data").startedAt(STARTED).with(unused("/data/a", 1 << 20)));

        Part part = bench.ask(savings(
                        tier("hot", "0.01", "0", "0", "0", 0),
                        tier("cold", "0.02", "0", "0", "0", 0),
                        new Terms(0, BigDecimal.ZERO),
                        10))
                .parts()
                .getFirst();

        assertThat(part.files()).isEqualTo(1);
        assertThat(part.movedFiles()).isZero();
        assertThat(part.savedPerMonth()).isEqualByComparingTo("0");
        assertThat(part.paysBackMonths()).isNull();
    }

    @Test
    void serversWithoutTheTierAreToldApart() {
        bench.with(SnapshotBuilder.of("alpha", "/data").startedAt(STARTED).with(unused("/data/a", 1)));
        Tier hot = tier("hot", "0.01", "0", "0", "0", 0);

        SavingsPlan plan =
                bench.ask(savings(hot, tier("other", "0", "0", "0", "0", 0), new Terms(0, BigDecimal.ZERO), 10));

        assertThat(plan.parts()).isEmpty();
        assertThat(plan.unpriced()).isEqualTo(new Bill.Unpriced(List.of("alpha"), 4096));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyFileIsDecidedByItself(long seed) {
        RandomFleet fleet = new RandomFleet(seed, 3, 150);
        bench.with(fleet.snapshots());
        Tier hot = tier("hot", "12345.678", "0", "0", "0", 0);
        Tier cold = tier("cold", "4567.8", "0.7", "1.3", "910.1", 12_000);
        Terms terms = new Terms(512, new BigDecimal("0.125"));

        SavingsPlan plan = bench.ask(savings(hot, cold, terms, 100));

        BigDecimal saved = BigDecimal.ZERO;
        long moved = 0;
        for (Made made : unusedOf(fleet)) {
            BigDecimal gain = gain(made.entry(), hot, cold, terms);
            saved = gain.signum() > 0 ? saved.add(gain) : saved;
            moved += gain.signum() > 0 ? 1 : 0;
        }
        Part total = plan.totals().getFirst();
        assertThat(total.files()).isEqualTo(unusedOf(fleet).size());
        assertThat(total.movedFiles()).isEqualTo(moved).isPositive().isLessThan(total.files());
        assertThat(total.savedPerMonth().subtract(saved).abs()).isLessThan(new BigDecimal("0.00001"));
        assertThat(total.moveOnce())
                .isEqualByComparingTo(BigDecimal.valueOf(moved)
                        .multiply(cold.perThousandWrites())
                        .movePointLeft(3)
                        .setScale(6, RoundingMode.HALF_EVEN));
        assertThat(plan.parts().stream().map(Part::savedPerMonth).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(total.savedPerMonth());
    }

    private static List<Made> unusedOf(RandomFleet fleet) {
        List<Made> unused = new ArrayList<>();
        for (Made made : fleet.files()) {
            MadeEntry entry = made.entry();
            boolean file = entry.type().equals("file") && entry.counted() && entry.size() > 0;
            if (file && !made.used().isAfter(made.started().minus(Duration.ofDays(90)))) {
                unused.add(made);
            }
        }
        return unused;
    }

    private static BigDecimal gain(MadeEntry entry, Tier hot, Tier cold, Terms terms) {
        BigDecimal before = bytes(entry.allocated(), hot.perGbMonth());
        BigDecimal after = bytes(Math.max(entry.size(), cold.leastBytes()), cold.perGbMonth())
                .add(bytes(terms.stubBytes(), hot.perGbMonth()))
                .add(terms.recallShare()
                        .multiply(bytes(entry.size(), cold.perGbRead())
                                .add(cold.perThousandReads().divide(BigDecimal.valueOf(1000)))));
        return before.subtract(after);
    }

    private static BigDecimal bytes(long bytes, BigDecimal perGb) {
        return BigDecimal.valueOf(bytes).multiply(perGb).divide(BILLION);
    }

    private static MadeEntry unused(String path, long size) {
        return MadeEntry.file(path, size).modified(STARTED.minus(Duration.ofDays(90)));
    }

    private static Savings savings(Tier hot, Tier cold, Terms terms, int limit) {
        Condition unused = Listings.unused(90);
        PriceDocument document = new PriceDocument("everything", 1, CostTest.CHANGED, "EUR", "hot", List.of(hot, cold));
        Prices prices = Prices.of(List.of(new Server("alpha", Map.of(), List.of())), List.of(document));
        return new Savings(CostTest.charged(CostBy.SERVER), "cold", unused, terms, prices, limit);
    }

    private static Tier tier(String name, String month, String reads, String writes, String out, long least) {
        return new Tier(
                name, new BigDecimal(month), new BigDecimal(reads), new BigDecimal(writes), new BigDecimal(out), least);
    }
}
