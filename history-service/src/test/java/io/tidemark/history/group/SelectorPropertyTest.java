package io.tidemark.history.group;

import io.tidemark.history.group.Selector.And;
import io.tidemark.history.group.Selector.InGroup;
import io.tidemark.history.group.Selector.Not;
import io.tidemark.history.group.Selector.Or;
import io.tidemark.history.group.Selector.Tagged;
import io.tidemark.history.server.ServerName;
import io.tidemark.history.server.Tags;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// Laws of selectors over random selectors, groups and tags.
class SelectorPropertyTest {

    private static final ServerName SERVER = new ServerName("web-1");

    private static final Edit EDIT = new Edit("test", Instant.EPOCH, null);

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOppositeOfAllIsAnyOpposite(long seed) {
        Random random = new Random(seed);
        Groups groups = groups(random, 6);
        List<Selector> parts = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> selector(random, 3, 6))
                .toList();
        Tags tags = tags(random);

        boolean opposite = chooses(groups, new Not(new And(parts)), tags);

        List<Selector> opposites = parts.stream().<Selector>map(Not::new).toList();
        assertThat(opposite).isEqualTo(chooses(groups, new Or(opposites), tags));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void severalValuesAreOneOrTheOther(long seed) {
        Random random = new Random(seed);
        Tags tags = tags(random);

        boolean either = chooses(Groups.of(List.of()), new Tagged("role", Set.of("a", "b")), tags);

        Selector apart = new Or(List.of(new Tagged("role", Set.of("a")), new Tagged("role", Set.of("b"))));
        assertThat(either).isEqualTo(chooses(Groups.of(List.of()), apart, tags));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aGroupInAGroupIsItsSelectorInPlace(long seed) {
        Random random = new Random(seed);
        Groups groups = groups(random, 8);
        Tags tags = tags(random);

        List<Boolean> byName = groups.all().stream()
                .map(group -> groups.contains(group.name(), SERVER, tags))
                .toList();

        List<Boolean> inPlace = groups.all().stream()
                .map(group -> spelledOut(groups, group.selector()).chooses(tags, name -> {
                    throw new AssertionError("no group is left");
                }))
                .toList();
        assertThat(byName).isEqualTo(inPlace);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noWayOfAddingGroupsMakesACircle(long seed) {
        Random random = new Random(seed);
        Groups groups = groups(random, 6);

        for (int i = 0; i < 20; i++) {
            groups = tryWith(groups, group(random.nextInt(6), 0, selector(random, 2, 6)));
        }

        Map<GroupName, Integer> depths = new HashMap<>();
        Groups all = groups;
        assertThat(all.all())
                .allSatisfy(
                        group -> assertThat(depth(all, group.name(), depths)).isLessThan(7));
    }

    private static int depth(Groups groups, GroupName name, Map<GroupName, Integer> open) {
        assertThat(open).doesNotContainKey(name);
        open.put(name, 1);
        int inner = groups.find(name)
                .orElseThrow()
                .selector()
                .groups()
                .mapToInt(next -> depth(groups, next, open))
                .max()
                .orElse(0);
        open.remove(name);
        return 1 + inner;
    }

    private static Groups tryWith(Groups groups, Group group) {
        try {
            return groups.with(group);
        } catch (io.tidemark.platform.problem.ProblemException e) {
            return groups;
        }
    }

    private static boolean chooses(Groups groups, Selector selector, Tags tags) {
        return selector.chooses(tags, name -> groups.contains(name, SERVER, tags));
    }

    private static Selector spelledOut(Groups groups, Selector selector) {
        return switch (selector) {
            case And(List<Selector> all) ->
                new And(all.stream().map(one -> spelledOut(groups, one)).toList());
            case Or(List<Selector> any) ->
                new Or(any.stream().map(one -> spelledOut(groups, one)).toList());
            case Not(Selector not) -> new Not(spelledOut(groups, not));
            case Tagged tagged -> tagged;
            case InGroup(GroupName name) ->
                spelledOut(groups, groups.find(name).orElseThrow().selector());
        };
    }

    /// Each names only groups before it.
    private static Groups groups(Random random, int count) {
        Groups groups = Groups.of(List.of());
        for (int i = 0; i < count; i++) {
            groups = groups.with(group(i, random.nextInt(3), selector(random, 3, i)));
        }
        return groups;
    }

    private static Group group(int number, int priority, Selector selector) {
        return Group.of(new GroupName("g" + number), new GroupDraft("", priority, selector), 1, EDIT);
    }

    private static Selector selector(Random random, int depth, int groups) {
        int kind = random.nextInt(depth == 0 ? 2 : 5);
        return switch (kind) {
            case 0 -> new Tagged(key(random), Set.of(value(random)));
            case 1 ->
                groups == 0
                        ? new Tagged(key(random), Set.of("a", "b"))
                        : new InGroup(new GroupName("g" + random.nextInt(groups)));
            case 2 -> new Not(selector(random, depth - 1, groups));
            case 3 -> new And(parts(random, depth, groups));
            default -> new Or(parts(random, depth, groups));
        };
    }

    private static List<Selector> parts(Random random, int depth, int groups) {
        List<Selector> parts = new ArrayList<>();
        Stream.generate(() -> selector(random, depth - 1, groups))
                .limit(random.nextInt(4))
                .forEach(parts::add);
        return parts;
    }

    private static Tags tags(Random random) {
        Map<String, String> tags = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            tags.put(key(random), value(random));
        }
        return new Tags(tags);
    }

    private static String key(Random random) {
        return List.of("role", "site", "rack").get(random.nextInt(3));
    }

    private static String value(Random random) {
        return List.of("a", "b", "c").get(random.nextInt(3));
    }
}
