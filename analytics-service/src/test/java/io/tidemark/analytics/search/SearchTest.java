package io.tidemark.analytics.search;

import io.tidemark.analytics.testing.Bench;
import io.tidemark.analytics.testing.MadeEntry;
import io.tidemark.analytics.testing.SnapshotBuilder;
import io.tidemark.platform.page.Page;
import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SearchTest {
    private static final List<String> HOSTILE = List.of(
            "100%",
            "a_b", "axb", "star*", "what?", "back\\slash", "it's", "\"quoted\"", "new\nline", "; DROP TABLE", "--");

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
        SnapshotBuilder hostile = SnapshotBuilder.of("alpha", "/data");
        HOSTILE.forEach(name -> hostile.file("/data/hostile/" + name, 1));
        bench.with(
                hostile.file("/data/Reports/Annual.PDF", 2).file("/data/reports/annual.txt", 3),
                SnapshotBuilder.of("beta", "/")
                        .file("/annual", 4)
                        .with(MadeEntry.file("/srv/caf\\xE9", 5).rawName("636166E9")));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "annual        | alpha:/data/Reports/Annual.PDF alpha:/data/reports/annual.txt beta:/annual",
                "ANNUAL.       | alpha:/data/Reports/Annual.PDF alpha:/data/reports/annual.txt",
                "*.pdf         | alpha:/data/Reports/Annual.PDF",
                "annual        *| ''",
                "annual.???    | alpha:/data/Reports/Annual.PDF alpha:/data/reports/annual.txt",
                "annua?        | beta:/annual",
                "reports       | alpha:/data/Reports alpha:/data/reports",
                "a_b           | alpha:/data/hostile/a_b",
                "100%          | alpha:/data/hostile/100%",
                "a%b           | ''",
                "/annual       | alpha:/data/Reports/Annual.PDF alpha:/data/reports/annual.txt beta:/annual",
                "/*/annual.txt | alpha:/data/reports/annual.txt",
                "/annual*      | beta:/annual",
                "data/reports/a| alpha:/data/Reports/Annual.PDF alpha:/data/reports/annual.txt"
            })
    void findsByNameOrPath(String q, String expected) {
        List<String> found = find(q, 100, null).items().stream()
                .map(f -> f.server() + ":" + f.path())
                .toList();

        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @Test
    void hostileNamesAreFoundByThemselvesAndNothingElseIs() {
        for (String name : HOSTILE) {
            String q = name.replace("*", "?");

            assertThat(find(q, 100, null).items())
                    .as(name)
                    .extracting(FileRow::name)
                    .containsExactly(name);
        }
    }

    @Test
    void directoriesCarryTheirWholeSize() {
        FileRow found = find("hostile", 1, null).items().getFirst();

        assertThat(found.type()).isEqualTo("directory");
        assertThat(found.sizeBytes()).isEqualTo(HOSTILE.size());
        assertThat(found.directory()).isEqualTo("/data");
    }

    @Test
    void nameThatIsNotTextComesWithItsBytes() {
        FileRow found = find("caf", 1, null).items().getFirst();

        assertThat(found.name()).isEqualTo("caf\\xE9");
        assertThat(found.rawName()).isEqualTo("Y2Fm6Q==");
    }

    @Test
    void pagesTogetherAreTheWholeList() {
        List<String> whole =
                find("a", 100, null).items().stream().map(FileRow::path).toList();
        List<String> paged = new ArrayList<>();
        String cursor = null;
        do {
            Page<FileRow> page = find("a", 1, cursor);
            page.items().forEach(found -> paged.add(found.path()));
            cursor = page.nextCursor();
        } while (cursor != null);

        assertThat(whole).hasSizeGreaterThan(5);
        assertThat(paged).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\0", "a\0b"})
    void whatNoNameCanHaveIsRefused(String q) {
        assertThatThrownBy(() -> new NamePattern(q))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code().status()).isEqualTo(422));
    }

    @Test
    void tenThousandCharactersAreRefused() {
        assertThatThrownBy(() -> new NamePattern("x".repeat(10_000))).isInstanceOf(ProblemException.class);
        assertThat(find("x".repeat(1000), 10, null).items()).isEmpty();
    }

    private Page<FileRow> find(String q, int limit, @Nullable String cursor) {
        return bench.ask(
                new FileList("search", new Condition.Named(new NamePattern(q)), true, Order.PATH, limit, cursor));
    }
}
