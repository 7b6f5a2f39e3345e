package io.tidemark.analytics.gauge;

import io.tidemark.analytics.gauge.Gauged.Place;
import io.tidemark.analytics.gauge.Gauged.Usage;
import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RollTest {
    @Test
    void largestAreListedFirst() {
        assertThat(names(new Roll(5).next(ranked("abcdefgh")))).isEqualTo("abcde");
        assertThat(names(new Roll(5).next(ranked("ab")))).isEqualTo("ab");
    }

    @Test
    void whoIsListedStaysNearTheEdge() {
        Roll roll = new Roll(5);
        roll.next(ranked("abcdefgh"));

        assertThat(names(roll.next(ranked("abcdfegh")))).isEqualTo("abcde");
        assertThat(names(roll.next(ranked("abcdfgeh")))).isEqualTo("abcdf");
    }

    @Test
    void whoRisesFarIsListedAtOnce() {
        Roll roll = new Roll(5);
        roll.next(ranked("abcdefgh"));

        assertThat(names(roll.next(ranked("habcdefg")))).isEqualTo("habcd");
    }

    @Test
    void whoIsGoneLeavesItsPlace() {
        Roll roll = new Roll(5);
        roll.next(ranked("abcdefgh"));

        assertThat(names(roll.next(ranked("acdefgh")))).isEqualTo("acdef");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void placesAreNeverExceededAndSmallChangesOfOrderChangeNothingMuch(long seed) {
        Random random = new Random(seed);
        Roll roll = new Roll(20);
        double[] sizes = random.doubles(100, 1, 2).map(v -> v * v * v).toArray();
        Set<String> before = new HashSet<>();
        int changes = 0;
        int plain = 0;
        Set<String> plainBefore = new HashSet<>();

        for (int round = 0; round < 200; round++) {
            List<Gauged> ranked = new ArrayList<>();
            for (int i = 0; i < sizes.length; i++) {
                ranked.add(folder(Integer.toString(i), Math.round(1e6 * sizes[i] * (1 + random.nextGaussian() / 50))));
            }
            ranked.sort(Comparator.comparingLong((Gauged g) -> -g.usage().sizeBytes()));
            Set<String> now = new HashSet<>(
                    roll.next(ranked).stream().map(g -> g.place().folder()).toList());
            Set<String> top = new HashSet<>(
                    ranked.subList(0, 20).stream().map(g -> g.place().folder()).toList());
            assertThat(now).hasSize(20);
            changes += round == 0 ? 0 : without(now, before);
            plain += round == 0 ? 0 : without(top, plainBefore);
            before = now;
            plainBefore = top;
        }

        assertThat(plain).isGreaterThan(50);
        assertThat(changes).isLessThan(plain / 4);
    }

    @Test
    void budgetIsOfTimeSeries() {
        assertThat(Roll.placesIn(200)).isEqualTo(65);
        assertThat(Roll.placesIn(20)).isEqualTo(5);
        assertThatThrownBy(() -> Roll.placesIn(19)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Roll.placesIn(10_001)).isInstanceOf(ProblemException.class);
    }

    private static int without(Set<String> some, Set<String> others) {
        return (int) some.stream().filter(one -> !others.contains(one)).count();
    }

    private static List<Gauged> ranked(String names) {
        return Arrays.stream(names.split("", -1))
                .filter(name -> !name.isEmpty())
                .map(name -> folder(name, 1))
                .toList();
    }

    private static Gauged folder(String name, long size) {
        return new Gauged(new Place("s", "/", name), new Usage(size, size, 1));
    }

    private static String names(List<Gauged> listed) {
        return String.join("", listed.stream().map(g -> g.place().folder()).toList());
    }
}
