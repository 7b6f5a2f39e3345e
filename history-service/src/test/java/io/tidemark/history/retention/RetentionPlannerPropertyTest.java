package io.tidemark.history.retention;

import io.tidemark.history.SampleSnapshot;
import io.tidemark.history.retention.Operation.Differ;
import io.tidemark.history.retention.Operation.Keep;
import io.tidemark.history.retention.Operation.Reduce;
import io.tidemark.history.retention.Operation.Remove;
import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.SnapshotId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/// Laws of retention over random histories and random rules.
class RetentionPlannerPropertyTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverTouchesWhatIsHeldNorTheFirstNorTheNewest(long seed) {
        Random random = new Random(seed);
        List<Candidate> history = history(random);

        List<Operation> plan = new RetentionPlanner(rules(random), NOW).plan(history);

        assertThat(plan).hasSize(history.size());
        assertThat(plan.getFirst()).isInstanceOf(Keep.class);
        assertThat(plan.getLast()).isInstanceOf(Keep.class);
        Map<SnapshotId, Candidate> byId = byId(history);
        assertThat(plan)
                .filteredOn(one -> held(byId, one))
                .allSatisfy(one -> assertThat(one).isInstanceOf(Keep.class));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void keepsAllThatIsLeftWhenAskedAgain(long seed) {
        Random random = new Random(seed);
        List<Candidate> history = history(random);
        RetentionPlanner planner = new RetentionPlanner(rules(random), NOW);

        List<Operation> again = planner.plan(carriedOut(history, planner.plan(history)));

        assertThat(again).allSatisfy(one -> assertThat(one).isInstanceOf(Keep.class));
    }

    /// Carried out, then planned years later, when ages and counts say other things.
    @ParameterizedTest
    @MethodSource("seeds")
    void noBaseIsADifferenceNorLessThanWhatRefersToIt(long seed) {
        Random random = new Random(seed);
        List<Candidate> history = history(random);
        List<Candidate> once = carriedOut(history, new RetentionPlanner(rules(random), NOW).plan(history));
        Instant later = NOW.plus(Duration.ofDays(random.nextInt(800)));

        List<Candidate> twice = carriedOut(once, new RetentionPlanner(rules(random), later).plan(once));

        Map<SnapshotId, Candidate> byId = byId(twice);
        for (Candidate one : twice) {
            if (one.base() != null && one.detail() != Detail.TOTALS) {
                Candidate base = byId.get(one.base());
                assertThat(base).isNotNull();
                assertThat(base.base()).isNull();
                assertThat(base.detail().isLessThan(one.detail())).isFalse();
            }
        }
    }

    @Test
    void keepsTheDaysOfAWeekThatIsOverAsDifferencesOfItsLast() {
        List<Candidate> history = new ArrayList<>();
        for (int day = 21; day >= 0; day--) {
            history.add(new Candidate(
                    SampleSnapshot.newId(),
                    NOW.minus(Duration.ofDays(day)),
                    Detail.FULL,
                    900_000,
                    100_000,
                    0.01,
                    false,
                    false,
                    null,
                    false));
        }
        Rules none = new Rules(Map.of(), null, null, null, 0.2, Duration.ZERO);

        List<Operation> plan = new RetentionPlanner(none, NOW).plan(history);

        // the first is of 31 October, a Saturday; the week of the newest is not over
        List<Candidate> days = new ArrayList<>(history.subList(2, 8));
        days.addAll(history.subList(9, 15));
        assertThat(plan)
                .filteredOn(Differ.class::isInstance)
                .extracting(Operation::id)
                .containsExactlyElementsOf(days.stream().map(Candidate::id).toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void freesWhatTheFilesTookAndNoMore(long seed) {
        Random random = new Random(seed);
        List<Candidate> history = history(random);
        List<Operation> plan = new RetentionPlanner(rules(random), NOW).plan(history);

        long frees = plan.stream().mapToLong(Operation::freesBytes).sum();

        assertThat(frees).isEqualTo(bytes(history) - bytes(carriedOut(history, plan)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyCountedPeriodKeepsItsLastSnapshotUnlessItIsTooOld(long seed) {
        Random random = new Random(seed);
        List<Candidate> history = history(random);
        Rules rules = rules(random);

        List<Operation> plan = new RetentionPlanner(rules, NOW).plan(history);

        Map<SnapshotId, Operation> operations = new HashMap<>();
        plan.forEach(one -> operations.put(one.id(), one));
        rules.newest()
                .forEach((period, count) -> lasts(history, period).stream()
                        .limit(count)
                        .filter(one -> rules.detailAt(Duration.between(one.startedAt(), NOW)) != Detail.GONE)
                        .forEach(one -> assertThat(operations.get(one.id())).isNotInstanceOf(Remove.class)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void withoutRulesEverythingIsKept(long seed) {
        Rules none = new Rules(Map.of(), null, null, null, 0.2, Duration.ZERO);

        List<Operation> plan = new RetentionPlanner(none, NOW).plan(history(new Random(seed)));

        assertThat(plan).allSatisfy(one -> assertThat(one).isInstanceOfAny(Keep.class, Differ.class));
    }

    /// The last snapshot of each period, the newest first, found in another way than the planner's.
    private static List<Candidate> lasts(List<Candidate> history, Period period) {
        Map<Long, Candidate> lasts = new HashMap<>();
        history.forEach(one -> lasts.merge(
                period.of(one.startedAt()), one, (a, b) -> b.startedAt().isBefore(a.startedAt()) ? a : b));
        return lasts.values().stream()
                .sorted((a, b) -> b.startedAt().compareTo(a.startedAt()))
                .toList();
    }

    private static List<Candidate> carriedOut(List<Candidate> history, List<Operation> plan) {
        Map<SnapshotId, Candidate> byId = byId(history);
        List<Candidate> left = new ArrayList<>();
        for (Operation one : plan) {
            Candidate before = byId.get(one.id());
            assertThat(before).isNotNull();
            switch (one) {
                case Keep _ -> left.add(before);
                case Differ differ ->
                    left.add(with(before, Detail.FULL, differ.base(), before.entriesBytes() - differ.freesBytes()));
                case Reduce reduce ->
                    left.add(with(before, reduce.to().detail(), before.base(), before.entriesBytes()));
                case Remove _ -> {
                    // nothing is left
                }
            }
        }
        return left;
    }

    private static Candidate with(Candidate one, Detail detail, @Nullable SnapshotId base, long entriesBytes) {
        return new Candidate(
                one.id(),
                one.startedAt(),
                detail,
                entriesBytes,
                one.directoriesBytes(),
                one.changedShare(),
                one.damaged(),
                one.held(),
                base,
                one.keptWhole());
    }

    private static boolean held(Map<SnapshotId, Candidate> byId, Operation one) {
        Candidate candidate = byId.get(one.id());
        return candidate != null && candidate.held();
    }

    private static long bytes(List<Candidate> history) {
        return history.stream().mapToLong(one -> one.bytesIn(one.detail())).sum();
    }

    private static Map<SnapshotId, Candidate> byId(List<Candidate> history) {
        Map<SnapshotId, Candidate> byId = new HashMap<>();
        history.forEach(one -> byId.put(one.id(), one));
        return byId;
    }

    private static List<Candidate> history(Random random) {
        List<Candidate> history = new ArrayList<>();
        Instant at = NOW;
        for (int i = random.nextInt(80); i >= 0; i--) {
            at = at.minusSeconds(60 + random.nextInt(random.nextInt(3) == 0 ? 4_000_000 : 60_000));
            history.add(new Candidate(
                    SampleSnapshot.newId(),
                    at,
                    random.nextInt(4) == 0 ? random.nextBoolean() ? Detail.DIRECTORIES : Detail.TOTALS : Detail.FULL,
                    random.nextInt(10) == 0 ? random.nextInt(1000) : 1_000_000 + random.nextInt(1000),
                    random.nextInt(100),
                    random.nextInt(10) == 0 ? random.nextDouble() : 0.01,
                    random.nextInt(20) == 0,
                    random.nextInt(10) == 0,
                    null,
                    random.nextInt(20) == 0));
        }
        Collections.shuffle(history, random);
        return sorted(history);
    }

    private static List<Candidate> sorted(List<Candidate> history) {
        history.sort((a, b) -> a.startedAt().compareTo(b.startedAt()));
        return history;
    }

    private static Rules rules(Random random) {
        Map<Period, Long> newest = new EnumMap<>(Period.class);
        for (Period period : Period.values()) {
            if (random.nextBoolean()) {
                newest.put(period, (long) random.nextInt(12));
            }
        }
        return new Rules(
                newest,
                days(random, 60),
                days(random, 200),
                days(random, 700),
                0.2,
                Duration.ofDays(random.nextInt(400)));
    }

    private static @Nullable Duration days(Random random, int most) {
        return random.nextInt(3) == 0 ? null : Duration.ofDays(1 + random.nextInt(most));
    }
}
