package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.DirectoryRecords.Kind;
import io.tidemark.scan.syscall.Dirents;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class NameTableTest {

    @Property(tries = 500)
    void sortsAnyNamesByTheirBytesAndKeepsEachOnce(@ForAll("names") List<String> names) {
        try (NameTable table = new NameTable()) {
            fill(table, names);

            table.sort();

            assertThat(content(table)).isEqualTo(sortedOnce(names));
        }
    }

    /// Few letters and a few long beginnings, so that names agree in much and contain each other.
    @Provide
    Arbitrary<List<String>> names() {
        Arbitrary<String> beginning = Arbitraries.of("", "", "x", "seven-7", "eight--8", "nine---9!", "y".repeat(200));
        Arbitrary<String> ending = Arbitraries.strings()
                .withChars('a', 'b', '\u0001', '\u00e9', '\u00ff')
                .ofMinLength(1)
                .ofMaxLength(12);
        return Combinators.combine(beginning, ending).as(String::concat).list().ofMaxSize(200);
    }

    @Test
    void sortsMoreNamesThanOneChunkHolds() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 300_000; i++) {
            names.add("a-name-of-some-length-" + i);
        }
        Collections.shuffle(names, new Random(1));
        try (NameTable table = new NameTable()) {
            fill(table, names);

            table.sort();

            assertThat(content(table)).isEqualTo(sortedOnce(names));
        }
    }

    @Test
    void forgetsWhatALargeDirectoryNeeded() {
        try (NameTable table = new NameTable()) {
            List<String> many = new ArrayList<>();
            for (int i = 0; i < 200_000; i++) {
                many.add(Integer.toString(i));
            }
            fill(table, many);
            table.sort();

            table.clear();

            fill(table, List.of("b", "a"));
            table.sort();
            assertThat(content(table)).containsExactly("a", "b");
        }
    }

    @Test
    void tellsKindsAndLeavesOutTheDirectoryItselfAndItsParent() {
        try (NameTable table = new NameTable()) {
            MemorySegment room = table.room();
            int bytes = 0;
            bytes += Dirents.write(room, bytes, new byte[] {'.'}, Dirents.DT_DIR);
            bytes += Dirents.write(room, bytes, new byte[] {'c'}, Dirents.DT_REG);
            bytes += Dirents.write(room, bytes, new byte[] {'.', '.'}, Dirents.DT_DIR);
            bytes += Dirents.write(room, bytes, new byte[] {'b'}, Dirents.DT_UNKNOWN);
            bytes += Dirents.write(room, bytes, new byte[] {'.', '.', '.'}, Dirents.DT_DIR);

            table.add(bytes);
            table.sort();

            assertThat(content(table)).containsExactly("...", "b", "c");
            assertThat(List.of(table.kind(0), table.kind(1), table.kind(2)))
                    .containsExactly(Kind.DIRECTORY, Kind.UNKNOWN, Kind.OTHER);
            assertThat(table.pointer(1).getString(0)).isEqualTo("b");
        }
    }

    private static void fill(NameTable table, List<String> names) {
        int next = 0;
        while (next < names.size()) {
            MemorySegment room = table.room();
            int bytes = 0;
            for (int more = 1; more > 0 && next < names.size(); bytes += more) {
                more = Dirents.write(
                        room, bytes, names.get(next).getBytes(StandardCharsets.ISO_8859_1), Dirents.DT_REG);
                next += more > 0 ? 1 : 0;
            }
            table.add(bytes);
        }
    }

    private static List<String> content(NameTable table) {
        return IntStream.range(0, table.count())
                .mapToObj(i -> new String(table.bytes(i), StandardCharsets.ISO_8859_1))
                .toList();
    }

    private static List<String> sortedOnce(List<String> names) {
        return new ArrayList<>(new TreeSet<>(names));
    }
}
