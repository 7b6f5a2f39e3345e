package io.tidemark.system;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/// What `docs/security.md` says of tests is so.
class SecurityPageTest {
    private static final Path HOME = Path.of(System.getProperty("tidemark.home", ".."));
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");

    @Test
    void everyTestItNamesIsThere() {
        Set<String> named = named(page());
        Set<String> there = tests();

        assertThat(named).hasSizeGreaterThan(40);
        assertThat(there).containsAll(named);
    }

    @Test
    void whatStopsAnAttackNamesTheTestThatShowsIt() {
        List<String> attacks = rows(page(), "## Entrances");

        assertThat(attacks).hasSizeGreaterThan(40);
        assertThat(attacks)
                .allMatch(
                        row -> !named(lastCell(row)).isEmpty() || lastCell(row).contains("./stack bench"));
    }

    @Test
    void everyYesOfAsvsAndEveryLineOfRfc8725NamesATest() {
        List<String> yes = rows(page(), "## OWASP").stream()
                .filter(row -> lastCell(row).startsWith("yes"))
                .toList();
        List<String> lines = rows(page(), "## RFC 8725").stream()
                .filter(row -> !lastCell(row).startsWith("none"))
                .toList();

        assertThat(yes).hasSizeGreaterThan(20);
        assertThat(lines).hasSizeGreaterThan(8);
        assertThat(Stream.concat(yes.stream(), lines.stream()))
                .allSatisfy(row -> assertThat(named(row)).as(row).isNotEmpty());
    }

    /// The rows of the table below a heading, without its head.
    private static List<String> rows(String page, String heading) {
        String below = page.substring(page.indexOf("\n" + heading) + 1);
        int end = below.indexOf("\n## ");
        return (end < 0 ? below : below.substring(0, end))
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .toList();
    }

    private static String lastCell(String row) {
        String[] cells = row.split("\\|", -1);
        return cells[cells.length - 2].strip();
    }

    private static Set<String> named(String text) {
        return TEST.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String page() {
        try {
            return Files.readString(HOME.resolve("docs/security.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> tests() {
        Set<String> names = new TreeSet<>();
        for (Path module : folders()) {
            try (Stream<Path> files = Files.walk(module.resolve("src/test/java"))) {
                files.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.endsWith("Test.java"))
                        .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    private static List<Path> folders() {
        try (Stream<Path> all = Files.list(HOME)) {
            return new ArrayList<>(all.filter(folder -> Files.isDirectory(folder.resolve("src/test/java")))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
