package io.tidemark.history.inventory;

import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// Inventories that are broken or made to break something.
class HostileInventoryTest {

    private final List<Item> taken = new ArrayList<>();
    private final Paths paths = new Paths("/r", "/r", true);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/r/../etc/passwd,1   | line 2: the path has an empty part",
                "/r//a,1              | line 2: the path has an empty part",
                "/other/a,1           | line 2: '/other/a' does not begin with '/r'",
                "/r/a,-5              | line 2: size is negative",
                "/r/a,1e9             | line 2: size is no whole number",
                "/r/a,99999999999999999999 | line 2: size is no whole number",
                "/r/a,                | line 2: size is empty",
                "/r/a,1,2             | line 2: it has 3 cells",
                "/r/a                 | line 2: it has 1 cells",
                "'\"/r/a,1'           | line 2: a quote is not closed",
                "'\"/r/a\"b,1'        | line 2: text stands behind a closed quote",
            })
    void aWrongLineIsNamed(String line, String message) {
        assertThatThrownBy(() -> csv("path,size\n" + line)).hasMessageStartingWith(message.strip());
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] content = "path,size\n/r/a\u00e9,1\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> csv(content)).hasMessageContaining("line").hasMessageContaining("not UTF-8");
    }

    @Test
    void nulCharactersAreRefused() {
        assertThatThrownBy(() -> csv("path,size\n/r/a,1\n/r/b\0c,2\n")).hasMessage("line 3: there is a NUL character");
    }

    /// A line that never ends, as an unpacked bomb has it.
    @Test
    void aLineWithoutEndIsRefusedBeforeItIsHeld() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }
        };

        assertThatThrownBy(() -> csv(endless)).hasMessageContaining("line 1: a cell has more than");
    }

    @Test
    void moreThanMayBeUnpackedIsRefused() {
        InputStream endless = new Bounded(
                new InputStream() {
                    @Override
                    public int read() {
                        return '\n';
                    }
                },
                1_000_000);

        assertThatThrownBy(() -> csv(endless))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("1000000");
    }

    @Test
    void pathsThatAreTooDeepAreRefused() {
        String deep = "/r" + "/d".repeat(600);

        assertThatThrownBy(() -> csv("path,size\n" + deep + ",1\n")).hasMessageContaining("line 2: the path is longer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                          | it must begin with [1,",
                "[2,0,{},[{\"name\":\"/r\"}]]                | another version",
                "[1,0,{},[{\"name\":\"/r\"}                  | it is no JSON, or not whole",
                "[1,0,{},[{\"name\":\"/r\"},7]]              | no file and no folder",
                "[1,0,{},[{\"asize\":7}]]                    | a name is missing",
                "[1,0,{},[{\"name\":\"/r\"},{\"name\":\"a/b\"}]] | a name has a slash",
                "[1,0,{},[{\"name\":\"/r\"},{\"name\":\"..\"}]]  | the path has an empty part",
                "[1,0,{},[{\"name\":\"/r\"},{\"name\":\"a\",\"asize\":-1}]] | a size is negative",
                "[1,0,{},[{\"name\":\"/r\"},{\"name\":[1]}]] | is no single value",
                "[1,0,{},[{\"name\":\"/r\"}],7]              | something stands behind the end",
                "[1,0,{},[{\"name\":\"/r\"},{\"name\":\"a\\u0000b\"}]] | NUL character",
            })
    void aWrongExportIsRefusedWithItsPlace(String export, String message) {
        assertThatThrownBy(() -> ncdu(export))
                .hasMessageMatching("line 1, column \\d+: .*")
                .hasMessageContaining(message);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        String deep = "[1,0,{}," + "[{\"name\":\"/r\"},".repeat(100_000);

        assertThatThrownBy(() -> ncdu(deep)).hasMessageContaining("line 1");
    }

    @Test
    void recordsThatAreNotThoseOfFindAreRefused() {
        assertThatThrownBy(() -> find("/r/a\n/r/b\n")).hasMessageContaining("record 1: it does not end with a NUL");
        assertThatThrownBy(() -> find("f\t1\t/r/a\0")).hasMessageContaining("record 1: it has fewer than 16 fields");
    }

    @Test
    void namesOfAnyBytesAreTakenFromFind() throws Exception {
        byte[] record = "f\t1\t8\t1.5\t1.5\t1.5\t\t0\t0\troot\troot\t644\t7\t8\t1\t/r/caf?\n\tx\0"
                .getBytes(StandardCharsets.ISO_8859_1);
        record[record.length - 5] = (byte) 0xe9;

        FindInventory.read(new ByteArrayInputStream(record), paths, taken::add);

        assertThat(taken).singleElement().satisfies(item -> {
            assertThat(item.path()).isEqualTo("/r/caf\\xE9\n\tx");
            assertThat(item.raw()).isEqualTo(new byte[] {'c', 'a', 'f', (byte) 0xe9, '\n', '\t', 'x'});
            assertThat(item.allocated()).isEqualTo(4096);
            assertThat(item.modified()).isEqualTo(1_500_000);
            assertThat(item.mode()).isEqualTo(0100644);
        });
    }

    private void csv(String content) throws Exception {
        csv(content.getBytes(StandardCharsets.UTF_8));
    }

    private void csv(byte[] content) throws Exception {
        csv(new ByteArrayInputStream(content));
    }

    private void csv(InputStream content) throws Exception {
        Reading.csv(content, null, Map.of(), paths, taken::add);
    }

    private void ncdu(String export) throws Exception {
        NcduInventory.read(new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)), false, paths, taken::add);
    }

    private void find(String printed) throws Exception {
        FindInventory.read(new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8)), paths, taken::add);
    }
}
