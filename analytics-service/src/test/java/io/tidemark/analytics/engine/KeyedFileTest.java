package io.tidemark.analytics.engine;

import io.tidemark.analytics.testing.SnapshotBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Rows are found by their keys as a search through all of them finds them.
class KeyedFileTest {
    private static final List<Column> COLUMNS =
            List.of(new Column("word", Column.Type.TEXT), new Column("number", Column.Type.NUMBER));
    private static final List<String> LETTERS = List.of("a", "b", "/", "0", "é", "z", "\uD83D\uDE00", "\uFFFD");
    private static final List<Long> EDGES =
            List.of(0L, 1L, -1L, 127L, 128L, -128L, -129L, 255L, 65_536L, Long.MAX_VALUE, Long.MIN_VALUE);

    @TempDir
    Path folder;

    private HeldSnapshot held;

    @BeforeEach
    void make() {
        held = EngineContract.held(
                SnapshotBuilder.of("alpha", "/data").file("/data/a", 3).build(folder));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyRangeIsThatOfASearchThroughAllRows(long seed) throws IOException {
        Random random = new Random(seed);
        List<Line> lines = lines(random);
        Path file = written(lines);

        for (int i = 0; i < 300; i++) {
            String from = word(random);
            String before = word(random);
            List<Line> expected = lines.stream()
                    .filter(line -> compare(line.key, from) >= 0 && compare(line.key, before) < 0)
                    .toList();

            assertThat(range(file, from, before)).isEqualTo(expected);
        }
    }

    @Test
    void rowTellsOfItsSnapshotToo() throws IOException {
        Path file = written(List.of(new Line("k", null, null)));
        List<Row> rows = new ArrayList<>();

        KeyedFile.open(file, COLUMNS).rows(held, bytes("k"), bytes("l"), rows::add);

        Row row = rows.getFirst();
        assertThat(row.text("server") + row.text("root") + row.text("key")).isEqualTo("alpha/datak");
        assertThat(row.text("snapshot")).isEqualTo(held.snapshot().id().toString());
        assertThat(row.number("started")).isEqualTo(held.snapshot().startedAt().getEpochSecond() * 1_000_000);
        assertThat(row.textOrNull("word")).isNull();
        assertThat(row.isNull("number")).isTrue();
        assertThat(row.number("number")).isZero();
        assertThatThrownBy(() -> row.text("word")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> row.text("other")).hasMessageContaining("other");
    }

    @Test
    void rowsOutOfOrderAreRefused() {
        List<Line> lines = List.of(new Line("b", "x", 1L), new Line("a", "x", 1L));

        assertThatThrownBy(() -> written(lines)).hasMessageContaining("order of their keys");
    }

    @Test
    void fileThatWasMadeAnewIsReadAnewAndOneThatWasRemovedStaysReadable() throws IOException {
        MappedFiles<KeyedFile> files = new MappedFiles<>();
        Path file = written(List.of(new Line("k", "before", 1L)));
        KeyedFile before = files.open(file, path -> KeyedFile.open(path, COLUMNS));
        assertThat(files.open(file, path -> KeyedFile.open(path, COLUMNS))).isSameAs(before);

        Files.delete(file);
        written(List.of(new Line("k", "after, and longer", 2L)));

        assertThat(lines(files.open(file, path -> KeyedFile.open(path, COLUMNS)), "k", "l"))
                .containsExactly(new Line("k", "after, and longer", 2L));
        assertThat(lines(before, "k", "l")).containsExactly(new Line("k", "before", 1L));
    }

    private Path written(List<Line> lines) throws IOException {
        Path file = folder.resolve("rows.keyed");
        try (KeyedWriter writer = new KeyedWriter(file, COLUMNS)) {
            for (Line line : lines) {
                Map<String, Integer> places = new HashMap<>(Map.of("word", 0, "number", 1));
                writer.add(
                        new KeyedRow(held, line.key, places, Arrays.<@Nullable Object>asList(line.word, line.number)));
            }
        }
        return file;
    }

    private List<Line> range(Path file, String from, String before) throws IOException {
        return lines(KeyedFile.open(file, COLUMNS), from, before);
    }

    private List<Line> lines(KeyedFile file, String from, String before) {
        List<Line> lines = new ArrayList<>();
        file.rows(
                held,
                bytes(from),
                bytes(before),
                row -> lines.add(new Line(
                        row.text("key"), row.textOrNull("word"), row.isNull("number") ? null : row.number("number"))));
        return lines;
    }

    private static List<Line> lines(Random random) {
        List<Line> lines = new ArrayList<>();
        int count = random.nextInt(400);
        for (int i = 0; i < count; i++) {
            lines.add(new Line(
                    word(random),
                    random.nextInt(5) == 0 ? null : word(random),
                    switch (random.nextInt(4)) {
                        case 0 -> null;
                        case 1 -> EDGES.get(random.nextInt(EDGES.size()));
                        default -> random.nextLong() >> random.nextInt(64);
                    }));
        }
        lines.sort((a, b) -> compare(a.key, b.key));
        return lines;
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            word.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return word.toString();
    }

    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(bytes(a), bytes(b));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private record Line(
            String key, @Nullable String word, @Nullable Long number) {}
}
