package io.tidemark.scan.selection;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class PatternsTest {

    private static final int ROUNDS = 40;

    /// No `a**`: what git makes of that depends on where its memory lies (before 2.44).
    private static final List<String> COMPONENTS = List.of(
            "a",
            "b",
            "ab",
            "*",
            "?",
            "**",
            "***",
            "a*",
            "*b",
            "[ab]",
            "[!a]",
            "[^b]",
            "[a-c]",
            "\\*",
            "\\!",
            "\\ ",
            "!a",
            "#a",
            "\\#a",
            "a b",
            "a ",
            "a\\ ",
            "é",
            "*.t",
            "a.t",
            "[]a]",
            "[a\\]]",
            "\\[a",
            "{a,b}",
            "[[:alpha:]]",
            "?é");

    private static final List<String> NAMES = List.of(
            "a", "b", "ab", "aab", "c", "a.t", "b.t", "!a", "#a", "a b", "a ", "é", "aé", "*", "[a", "]", "?", "x\\",
            "{a,b}", "aXb", "]a", "\u00e0", "z");

    @TempDir
    Path repository;

    @BeforeEach
    void makeRepository() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/git")), "needs git to compare with");
        run(List.of("git", "init", "-q", repository.toString()), "");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithGitOnRandomPatternsAndTrees(long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, Boolean> tree = makeTree(random, "t" + round);
            List<String> patterns = randomPatterns(random);

            Set<String> ours = excluded(tree, patterns);

            assertThat(ours).as("of %s in %s", patterns, tree).isEqualTo(ignoredByGit("t" + round, tree, patterns));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a**b, aXXb, true",
        "a**b, a/b, false",
        "x/a**/b, x/aa/b, true",
        "x/a**/b, x/a/c/b, false",
        "'tail  ', tail, true",
        "\\ lead, ' lead', true"
    })
    void readsWhatGitDocuments(String pattern, String path, boolean matches) {
        assertThat(Boolean.TRUE.equals(new Patterns(List.of(pattern)).matches(path, false)))
                .isEqualTo(matches);
    }

    @Test
    void comparesBytesThatAreNoText() {
        Patterns patterns = new Patterns(List.of("caf?/*.raw"));

        assertThat(patterns.matches(Patterns.bytesAsText(new byte[] {'c', 'a', 'f', (byte) 0xE9}) + "/x.raw", false))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "# comment", "a\nb", "[a"})
    void refusesWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> new Scope(List.of(pattern), List.of(), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pattern");
    }

    private static List<String> randomPatterns(Random random) {
        List<String> patterns = new ArrayList<>();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            StringJoiner pattern = new StringJoiner("/", prefix(random), random.nextInt(4) == 0 ? "/" : "");
            for (int c = 1 + random.nextInt(3); c > 0; c--) {
                pattern.add(COMPONENTS.get(random.nextInt(COMPONENTS.size())));
            }
            patterns.add(pattern.toString());
        }
        patterns.removeIf(pattern -> pattern.startsWith("#"));
        return patterns;
    }

    private static String prefix(Random random) {
        return (random.nextInt(5) == 0 ? "!" : "") + (random.nextInt(4) == 0 ? "/" : "");
    }

    /// @return paths below the tree's root, and whether each is a directory; parents first
    private Map<String, Boolean> makeTree(Random random, String name) throws IOException {
        Map<String, Boolean> tree = new TreeMap<>();
        Path root = Files.createDirectory(repository.resolve(name));
        List<Path> directories = new ArrayList<>(List.of(root));
        for (int i = 0; i < 40; i++) {
            Path path = directories
                    .get(random.nextInt(directories.size()))
                    .resolve(NAMES.get(random.nextInt(NAMES.size())));
            if (Files.exists(path)) {
                continue;
            }
            boolean directory = random.nextBoolean();
            directories.addAll(directory ? List.of(Files.createDirectory(path)) : List.of());
            if (!directory) {
                Files.createFile(path);
            }
            tree.put(root.relativize(path).toString(), directory);
        }
        return tree;
    }

    /// As a walk does: what lies in an excluded directory is never asked about.
    private static Set<String> excluded(Map<String, Boolean> tree, List<String> patterns) {
        PatternSelection selection = new PatternSelection(patterns, List.of());
        Set<String> excluded = new HashSet<>();
        tree.forEach((path, directory) -> {
            int slash = path.lastIndexOf('/');
            String parent = slash < 0 ? "" : path.substring(0, slash);
            if (excluded.contains(parent)
                    || !selection.in(bytes(parent)).includes(bytes(path.substring(slash + 1)), directory)) {
                excluded.add(path);
            }
        });
        return excluded;
    }

    private Set<String> ignoredByGit(String name, Map<String, Boolean> tree, List<String> patterns) throws Exception {
        Path root = repository.resolve(name);
        Files.writeString(root.resolve(".gitignore"), String.join("\n", patterns) + "\n");
        String answer = run(
                List.of("git", "-C", root.toString(), "check-ignore", "--no-index", "-z", "--stdin"),
                String.join("\0", tree.keySet()) + "\0");
        Set<String> ignored = new HashSet<>(Arrays.asList(answer.split("\0")));
        ignored.remove("");
        return ignored;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String run(List<String> command, String input) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(bytes(input));
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
