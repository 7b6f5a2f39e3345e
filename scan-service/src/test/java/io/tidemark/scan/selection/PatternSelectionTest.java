package io.tidemark.scan.selection;

import io.tidemark.scan.walk.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;

import static org.assertj.core.api.Assertions.assertThat;

class PatternSelectionTest {

    private static final List<String> COMPONENTS = List.of("a", "b", "*", "**", "a*", "[ab]", "cc");
    private static final List<String> NAMES = List.of("a", "b", "cc", "ab", "d");

    @Test
    void walksEverythingWhereNothingIsSaid() {
        assertThat(new Scope(List.of(), List.of(), true).selection()).isSameAs(Selection.ALL);
    }

    @Test
    void recordsOnlyWhatIsIncluded() {
        Selection selection = new PatternSelection(List.of(), List.of("/data/**/*.csv", "/keep/"));

        assertThat(walk(selection, "data/x/1.csv", "data/2.csv", "data/x/1.txt", "keep/deep/file", "other/3.csv"))
                .containsExactlyInAnyOrder("data/x/1.csv", "data/2.csv", "keep/deep/file");
    }

    @Test
    void entersOnlyDirectoriesThatMayLeadSomewhere() {
        Selection selection = new PatternSelection(List.of(), List.of("/data/in/*.csv"));

        assertThat(entered(selection, "", "data")).isTrue();
        assertThat(entered(selection, "data", "in")).isTrue();
        assertThat(entered(selection, "data", "out")).isFalse();
        assertThat(entered(selection, "data/in", "deeper")).isFalse();
        assertThat(entered(selection, "", "in")).isFalse();
    }

    @Test
    void leavesOutWhatIsExcludedThoughIncluded() {
        Selection selection = new PatternSelection(List.of("tmp/"), List.of("/data/"));

        assertThat(walk(selection, "data/tmp/x", "data/y")).containsExactly("data/y");
    }

    /// Whatever is pruned on the way must not change what is found.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void findsWhatAWalkOfEverythingWouldFind(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            List<String> include = List.of(
                    path(random, COMPONENTS, "/", random.nextBoolean() ? "/" : ""), path(random, COMPONENTS, "", ""));
            String file = path(random, NAMES, "", "/f");

            boolean found =
                    !walk(new PatternSelection(List.of(), include), file).isEmpty();

            boolean included = isIncluded(new Patterns(include), file);
            assertThat(found).as("%s by %s", file, include).isEqualTo(included);
        }
    }

    /// By itself or by a directory that it is in.
    private static boolean isIncluded(Patterns include, String file) {
        boolean included = Boolean.TRUE.equals(include.matches(file, false));
        for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
            included |= Boolean.TRUE.equals(include.matches(file.substring(0, slash), true));
        }
        return included;
    }

    private static String path(Random random, List<String> components, String prefix, String suffix) {
        StringJoiner path = new StringJoiner("/", prefix, suffix);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            path.add(components.get(random.nextInt(components.size())));
        }
        return path.toString();
    }

    private static Set<String> walk(Selection selection, String... files) {
        Set<String> found = new HashSet<>();
        for (String file : files) {
            List<String> path = new ArrayList<>(List.of(file.split("/")));
            String name = path.removeLast();
            StringJoiner directory = new StringJoiner("/");
            boolean reached = true;
            for (String component : path) {
                reached &= entered(selection, directory.toString(), component);
                directory.add(component);
            }
            if (reached && selection.in(bytes(directory.toString())).includes(bytes(name), false)) {
                found.add(file);
            }
        }
        return found;
    }

    private static boolean entered(Selection selection, String directory, String name) {
        return selection.in(bytes(directory)).includes(bytes(name), true);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
