package io.tidemark.history.inventory;

import io.tidemark.history.snapshot.LockedDatabase;
import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/// Reads one inventory into the table `item`.
final class Reading {

    private static final List<String> S3_SCHEMA = List.of("Bucket", "Key", "Size", "LastModifiedDate");
    private static final int WINDOW = 100_000;

    /// Characters of a cell in Parquet. DuckDB hands over 2048 rows at once, and ends the process when they do not
    /// fit into the heap.
    private static final int LONGEST = 4096;

    private final Order order;
    private final LockedDatabase database;
    private final Inventories.Limits limits;
    private final Item.Sink sink;
    private final Paths paths;

    Reading(Order order, LockedDatabase database, Inventories.Limits limits, Item.Sink sink) {
        this.order = order;
        this.database = database;
        this.limits = limits;
        this.sink = sink;
        this.paths = new Paths(order.root(), order.prefix(), !order.isObjects());
    }

    /// @return which column was taken for what; nothing where the format says that itself
    Map<String, String> read(Path file) throws IOException, Unreadable, SQLException {
        return switch (order.format()) {
            case PARQUET, LAYOUT -> parquet(file);
            case CSV, S3_INVENTORY, FIND, NCDU, GDU -> {
                try (InputStream content = unpacked(file)) {
                    yield text(content);
                } catch (ZipException | EOFException e) {
                    throw new Unreadable("it is damaged or not whole: " + e.getMessage(), e);
                }
            }
        };
    }

    private Map<String, String> text(InputStream content) throws IOException, Unreadable {
        return switch (order.format()) {
            case FIND -> {
                FindInventory.read(content, paths, sink);
                yield Map.of();
            }
            case NCDU, GDU -> {
                NcduInventory.read(content, order.format() == InventoryFormat.GDU, paths, sink);
                yield Map.of();
            }
            case S3_INVENTORY -> csv(content, schema(), order.columns(), paths, sink);
            case CSV, PARQUET, LAYOUT -> csv(content, null, order.columns(), paths, sink);
        };
    }

    private InputStream unpacked(Path file) throws IOException {
        InputStream content = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        content.mark(2);
        boolean zipped = content.read() == 0x1f && content.read() == 0x8b;
        content.reset();
        return new Bounded(zipped ? new GZIPInputStream(content, 1 << 16) : content, limits.maxUnpackedBytes());
    }

    /// @param schema the columns of objects, whose table has no line of names; null for other tables
    static Map<String, String> csv(
            InputStream content, @Nullable List<String> schema, Map<Field, String> columns, Paths paths, Item.Sink sink)
            throws IOException, Unreadable {
        CsvReader reader = null;
        try {
            reader = new CsvReader(content);
            List<String> header = schema == null ? reader.read() : schema;
            if (header == null) {
                throw new Unreadable("it is empty");
            }
            Mapping mapping = Mapping.of(columns, header);
            Rows rows = new Rows(mapping, paths, schema != null, sink);
            for (List<String> row = reader.read(); row != null; row = reader.read()) {
                requireWidth(header, row);
                rows.take(new ArrayList<>(row));
            }
            return mapping.shown();
        } catch (Unreadable e) {
            throw Unreadable.at("line", reader == null ? 1 : reader.line(), String.valueOf(e.getMessage()));
        }
    }

    private List<String> schema() {
        return order.schema().isEmpty() ? S3_SCHEMA : order.schema();
    }

    private static void requireWidth(List<String> header, List<String> row) throws Unreadable {
        if (row.size() != header.size()) {
            throw new Unreadable("it has " + row.size() + " cells for the columns " + header);
        }
    }

    /// In windows, each of which DuckDB holds in its memory.
    private Map<String, String> parquet(Path file) throws SQLException, Unreadable {
        String quoted = LockedDatabase.quote(file.toString());
        long number = requireBounds(quoted);
        List<String> header = database.list(
                "SELECT column_name FROM (DESCRIBE FROM read_parquet(" + quoted + "))", row -> row.getString(1));
        Mapping mapping = Mapping.of(order.columns(), header);
        Rows rows = new Rows(mapping, paths, false, sink);
        String cells = header.stream()
                .map(name -> mapping.isMapped(name)
                        ? "left(" + quotedName(name) + "::VARCHAR, " + (LONGEST + 1) + ")"
                        : "NULL")
                .collect(Collectors.joining(", "));
        for (long from = 0; from < number; from += WINDOW) {
            String window = "SELECT " + cells + ", file_row_number FROM read_parquet(" + quoted
                    + ", file_row_number = true) WHERE file_row_number >= " + from + " AND file_row_number < "
                    + (from + WINDOW) + " ORDER BY file_row_number";
            database.<Unreadable>each(window, row -> take(rows, row, header.size()));
        }
        return mapping.shown();
    }

    private static String quotedName(String column) {
        return '"' + column.replace("\"", "\"\"") + '"';
    }

    private static void take(Rows rows, ResultSet row, int width) throws SQLException, Unreadable {
        List<@Nullable String> cells = new ArrayList<>(width);
        for (int i = 1; i <= width; i++) {
            cells.add(row.getString(i));
        }
        try {
            if (cells.stream().anyMatch(cell -> cell != null && cell.length() > LONGEST)) {
                throw new Unreadable("a cell has more than " + LONGEST + " characters");
            }
            rows.take(cells);
        } catch (Unreadable e) {
            throw Unreadable.at("row", row.getLong(width + 1) + 1, String.valueOf(e.getMessage()));
        }
    }

    private long requireBounds(String quoted) throws SQLException, Unreadable {
        long rows = database.row("SELECT num_rows FROM parquet_file_metadata(" + quoted + ")", row -> row.getLong(1));
        double unpacked = database.row(
                "SELECT coalesce(sum(total_uncompressed_size), 0)::DOUBLE FROM parquet_metadata(" + quoted + ")",
                row -> row.getDouble(1));
        if (rows > limits.maxRows() || unpacked > limits.maxUnpackedBytes()) {
            throw new Unreadable("it has more than " + limits.maxRows() + " rows or unpacks to more than "
                    + limits.maxUnpackedBytes() + " bytes");
        }
        return rows;
    }
}
