package io.tidemark.scan.parquet;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// Rows of every type that a column can have, with and without nulls, in shapes that call for every encoding.
final class RandomTable {

    static final List<Column> COLUMNS = List.of(
            Column.of("n", ColumnType.LONG),
            Column.of("folder", ColumnType.TEXT),
            Column.of("name", ColumnType.TEXT),
            Column.nullable("owner", ColumnType.TEXT),
            Column.nullable("raw", ColumnType.BINARY),
            Column.of("size", ColumnType.LONG),
            Column.of("mode", ColumnType.INT),
            Column.nullable("at", ColumnType.TIME),
            Column.of("flag", ColumnType.BOOLEAN));

    final List<Row> rows = new ArrayList<>();
    private final Random random;

    /// @param raw bytes as hexadecimal text
    record Row(
            long n,
            String folder,
            String name,
            @Nullable String owner,
            @Nullable String raw,
            long size,
            int mode,
            @Nullable Long at,
            boolean flag) {

        List<Object> values() {
            return List.of(
                    Long.toString(n),
                    folder,
                    name,
                    String.valueOf(owner),
                    String.valueOf(raw),
                    Long.toString(size),
                    Integer.toString(mode),
                    String.valueOf(at),
                    Boolean.toString(flag));
        }
    }

    /// @param spread about how many different values each column takes on
    RandomTable(long seed, int count, int spread) {
        this.random = new Random(seed);
        String folder = "/";
        for (int i = 0; i < count; i++) {
            if (i % (1 + random.nextInt(40)) == 0) {
                folder = "/srv/" + text(random.nextInt(spread));
            }
            boolean plain = random.nextInt(20) > 0;
            rows.add(new Row(
                    i,
                    folder,
                    text(random.nextInt(spread)) + i,
                    random.nextInt(4) == 0 ? null : "owner" + random.nextInt(Math.min(spread, 5)),
                    plain
                            ? null
                            : HexFormat.of()
                                    .formatHex(text(random.nextInt(spread)).getBytes(StandardCharsets.UTF_16)),
                    number(spread),
                    (int) number(spread),
                    random.nextInt(9) == 0 ? null : number(spread) >> 12,
                    random.nextInt(spread) > 0));
        }
    }

    private long number(int spread) {
        return switch (random.nextInt(8)) {
            case 0 -> random.nextInt(2) == 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
            case 1 -> random.nextInt(2) == 0 ? Integer.MIN_VALUE : Integer.MAX_VALUE;
            case 2 -> -random.nextInt(spread);
            case 3 -> spread > 1000 ? random.nextLong() : 7;
            default -> 1_700_000_000_000_000L + random.nextInt(spread) * 4096L;
        };
    }

    /// Of very different length, also empty, and from all of Unicode; equal numbers give equal texts.
    private static String text(int number) {
        Random own = new Random(number);
        int length = switch (own.nextInt(10)) {
            case 0 -> 0;
            case 1 -> 255;
            case 2 -> own.nextInt(600);
            default -> own.nextInt(12);
        };
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(
                    switch (own.nextInt(6)) {
                        case 0 -> 0xE0 + own.nextInt(0x2000);
                        case 1 -> 0x1F300 + own.nextInt(0x100);
                        default -> ' ' + own.nextInt(0x5F);
                    });
        }
        return text.toString();
    }

    /// Writes all rows in this order, in row groups of the given size.
    List<Table.Part> write(Path folder, int rowGroupRows, long fileBytes) throws IOException {
        try (Table table = Table.create(folder, "rows", COLUMNS, fileBytes)) {
            fill(table, rowGroupRows, rows);
            return table.finish();
        }
    }

    static void fill(Table table, int rowGroupRows, List<Row> rows) throws IOException {
        NumberBuffer n = new NumberBuffer(COLUMNS.get(0));
        TextBuffer folders = new TextBuffer(COLUMNS.get(1));
        DistinctTextBuffer names = new DistinctTextBuffer(COLUMNS.get(2));
        TextBuffer owners = new TextBuffer(COLUMNS.get(3));
        DistinctTextBuffer raws = new DistinctTextBuffer(COLUMNS.get(4));
        NumberBuffer sizes = new NumberBuffer(COLUMNS.get(5));
        NumberBuffer modes = new NumberBuffer(COLUMNS.get(6));
        NumberBuffer times = new NumberBuffer(COLUMNS.get(7));
        FlagBuffer flags = new FlagBuffer(COLUMNS.get(8));
        List<ColumnBuffer> columns = List.of(n, folders, names, owners, raws, sizes, modes, times, flags);
        try (RowGroup group = new RowGroup(table, columns, rowGroupRows)) {
            for (Row row : rows) {
                n.add(row.n());
                folders.add(utf8(row.folder()));
                names.add(utf8(row.name()));
                owners.add(utf8(row.owner()));
                raws.add(row.raw() == null ? null : HexFormat.of().parseHex(row.raw()));
                sizes.add(row.size());
                modes.add(row.mode());
                if (row.at() == null) {
                    times.addNull();
                } else {
                    times.add(row.at());
                }
                flags.add(row.flag());
                if (group.isFull()) {
                    group.flush();
                }
            }
            group.flush();
        }
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
