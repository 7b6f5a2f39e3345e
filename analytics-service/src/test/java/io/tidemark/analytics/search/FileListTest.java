package io.tidemark.analytics.search;

import io.tidemark.analytics.engine.Regex;
import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.RandomFleet;
import io.tidemark.analytics.testing.RandomFleet.Made;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Lists against what plain Java finds in the same made-up fleet.
class FileListTest {
    private static final RandomFleet FLEET = new RandomFleet(4711, 7, 60);

    @TempDir
    static Path folder;

    private static Bench bench;

    @BeforeAll
    static void open() {
        bench = new Bench(folder).with(FLEET.snapshots());
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void everyOrderIsThatOfPlainJava(Order order) {
        List<String> listed =
                paths(list(Condition.everything(), order, 1000, null).items());

        assertThat(listed).isEqualTo(expected(made -> true, order));
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void pagesTogetherAreTheWholeListAndSoIsTheExport(Order order) {
        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            Page<FileRow> page = list(Condition.everything(), order, 37, cursor);
            paged.addAll(paths(page.items()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(paged).isEqualTo(expected(made -> true, order));
        assertThat(paths(bench.export(new FileList("test", Condition.everything(), false, order, 100_000, null))))
                .isEqualTo(paged);
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void conditionChoosesWhatPlainJavaChooses(Case wanted) {
        List<String> listed =
                paths(list(wanted.condition, Order.SIZE, 1000, null).items());

        List<String> expected = expected(wanted.inJava, Order.SIZE);
        assertThat(expected).isNotEmpty();
        assertThat(listed).isEqualTo(expected);
    }

    static Stream<Case> conditions() {
        Instant day = Instant.parse("2026-01-01T00:00:00Z");
        Case large = new Case(
                "large",
                new Condition.Between(Measure.SIZE, 1 << 10, 1 << 16),
                m -> m.entry().size() >= 1 << 10 && m.entry().size() < 1 << 16);
        Case old = new Case(
                "unused",
                new Condition.OlderThan(Instants.USED, 400),
                m -> !m.used().isAfter(m.started().minus(Duration.ofDays(400))));
        Case owned = new Case(
                "owned",
                new Condition.OneOf(Trait.OWNER, Set.of("user1", "0")),
                m -> List.of(0L, 1L).contains(m.entry().uid()));
        return Stream.of(
                large,
                old,
                owned,
                new Case(
                        "and",
                        new Condition.And(List.of(large.condition, old.condition)),
                        large.inJava.and(old.inJava)),
                new Case(
                        "or",
                        new Condition.Or(List.of(large.condition, owned.condition)),
                        large.inJava.or(owned.inJava)),
                new Case("not", new Condition.Not(owned.condition), owned.inJava.negate()),
                new Case(
                        "young",
                        new Condition.YoungerThan(Instants.MODIFIED, 100),
                        m -> m.entry().modified().isAfter(m.started().minus(Duration.ofDays(100)))),
                new Case(
                        "period",
                        new Condition.During(Instants.ACCESSED, day, day.plus(90, ChronoUnit.DAYS)),
                        m -> !m.entry().accessed().isBefore(day)
                                && m.entry().accessed().isBefore(day.plus(90, ChronoUnit.DAYS))),
                new Case("unowned", new Condition.Unowned(), m -> m.entry().owner() == null),
                new Case(
                        "links",
                        new Condition.Between(Measure.LINKS, 2, Long.MAX_VALUE),
                        m -> m.entry().links() > 1),
                new Case(
                        "second names",
                        new Condition.Counted(false),
                        m -> !m.entry().counted()),
                new Case(
                        "setuid",
                        new Condition.Allows(Permission.SETUID),
                        m -> (m.entry().mode() & 04000) != 0 && m.entry().type().equals("file")),
                new Case(
                        "anybody writes",
                        new Condition.Allows(Permission.WORLD_WRITABLE),
                        m -> (m.entry().mode() & 2) != 0 && m.entry().type().equals("file")),
                new Case(
                        "type",
                        new Condition.OneOf(Trait.TYPE, Set.of("symlink")),
                        m -> m.entry().type().equals("symlink")),
                new Case(
                        "extension",
                        new Condition.OneOf(Trait.EXTENSION, Set.of("txt", "gz")),
                        m -> m.entry().path().toLowerCase(Locale.ROOT).matches(".*\\.(txt|gz)")),
                new Case(
                        "below",
                        new Condition.Below("/data/d"),
                        m -> m.entry().path().startsWith("/data/d/")),
                new Case(
                        "regex",
                        new Condition.Matches(new Regex("^(log|data)[0-9]+\\."), false),
                        m -> name(m).matches("(log|data)[0-9]+\\..*")),
                new Case(
                        "regex over paths",
                        new Condition.Matches(new Regex("(?i)/D/.*TXT$"), true),
                        m -> m.entry().path().matches("(?i).*/d/.*txt")),
                new Case("hostile", new Condition.Named(new NamePattern("it's")), m -> name(m).contains("it's")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1", "CAFÉ", "café", "*.TXT", "?og4*", "*%*", "x_y", "it's", "*9?.*", "D", "d", "*", "\\", "nowhere"
            })
    void namesOfAllServersAreFoundAsANaiveMatcherFindsThem(String pattern) {
        String regex = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        boolean glob = pattern.contains("*") || pattern.contains("?");
        Pattern naive =
                Pattern.compile(glob ? regex : ".*" + regex + ".*", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        FileList search =
                new FileList("search", new Condition.Named(new NamePattern(pattern)), true, Order.PATH, 1000, null);

        List<FileRow> found = bench.ask(search).items();

        assertThat(found.stream().filter(row -> !row.type().equals("directory")).toList())
                .extracting(row -> row.server() + row.path())
                .isEqualTo(expected(made -> naive.matcher(name(made)).matches(), Order.PATH));
        assertThat(found.stream().filter(row -> row.type().equals("directory")).toList())
                .extracting(row -> row.server() + row.path())
                .containsExactlyInAnyOrderElementsOf(FLEET.files().stream()
                        .flatMap(FileListTest::foldersAbove)
                        .distinct()
                        .filter(path -> naive.matcher(path.substring(path.lastIndexOf('/') + 1))
                                .matches())
                        .toList());
        assertThat(paths(bench.export(search))).isEqualTo(paths(found));
    }

    /// All but the root of the scan.
    private static Stream<String> foldersAbove(Made made) {
        return Stream.iterate(
                        directory(made),
                        path -> path.length() > "/data".length(),
                        path -> path.substring(0, path.lastIndexOf('/')))
                .map(path -> made.server() + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a**", "(?=a)", "\\1", "[z-a]", "", "a\0", "(a{999}){999}{999}"})
    void whatIsNoRegularExpressionIsOneClearProblem(String text) {
        assertThatThrownBy(() -> new Regex(text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().status()).isEqualTo(422));
    }

    @Test
    void expressionThatExplodesElsewhereIsMatchedInLinearTime() {
        Condition evil = new Condition.Matches(new Regex("(((a+)+)+)+$|(x+x+)+y"), true);

        List<FileRow> found = list(evil, Order.PATH, 1000, null).items();

        assertThat(found).allMatch(row -> row.name().endsWith("a"));
    }

    @Test
    void cursorOfAnotherListIsRefused() {
        assertThatThrownBy(() -> list(Condition.everything(), Order.SIZE, 10, "x"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().status()).isEqualTo(400));
    }

    private static Page<FileRow> list(Condition where, Order order, int limit, @Nullable String cursor) {
        return bench.ask(new FileList("test", where, false, order, limit, cursor));
    }

    private static List<String> paths(List<FileRow> rows) {
        return rows.stream().map(row -> row.server() + row.path()).toList();
    }

    private static List<String> expected(Predicate<Made> wanted, Order order) {
        return FLEET.files().stream()
                .filter(wanted)
                .sorted(comparator(order)
                        .thenComparing(Made::server)
                        .thenComparing(FileListTest::directory, FileListTest::compareBytes)
                        .thenComparing(FileListTest::name, FileListTest::compareBytes))
                .map(made -> made.server() + made.entry().path())
                .toList();
    }

    private static Comparator<Made> comparator(Order order) {
        return switch (order) {
            case SIZE -> Comparator.comparing((Made made) -> -made.entry().size());
            case NEWEST -> Comparator.comparing((Made made) -> made.entry().modified(), Comparator.reverseOrder());
            case OLDEST -> Comparator.comparing(made -> made.entry().modified());
            case UNUSED -> Comparator.comparing(Made::used);
            case PATH -> Comparator.comparing(made -> 0);
        };
    }

    private static int compareBytes(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static String directory(Made made) {
        String path = made.entry().path();
        return path.substring(0, path.lastIndexOf('/'));
    }

    private static String name(Made made) {
        String path = made.entry().path();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private record Case(String title, Condition condition, Predicate<Made> inJava) {
        @Override
        public String toString() {
            return title;
        }
    }
}
