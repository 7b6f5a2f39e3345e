package io.tidemark.launcher.report;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = new Table("Title");
        table.row("a", "1", "x");
        table.row("long", "22", "y");

        assertThat(table.lines()).containsExactly("", "Title", "  a     1   x", "  long  22  y");
    }

    @Test
    void anEmptyTableSaysNone() {
        assertThat(new Table("Title").lines()).containsExactly("", "Title", "  none");
    }

    @Test
    void bytesAreShownRoundedAndExact() {
        assertThat(Table.bytes(13_207_024_435L)).isEqualTo("12.3 GiB (13,207,024,435 B)");
        assertThat(Table.bytes(1023)).isEqualTo("1023 B");
    }

    @Test
    void aNewlineInANameDoesNotBreakTheLine() {
        assertThat(Table.printable("a\nb\u001b[2Jä")).isEqualTo("a\\x0ab\\x1b[2Jä");
    }
}
