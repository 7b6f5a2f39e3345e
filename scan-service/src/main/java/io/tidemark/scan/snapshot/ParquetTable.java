package io.tidemark.scan.snapshot;

import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunctionBuilder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Streams one table of a snapshot into Parquet files, zstd, with field ids counted from 1 in column order.
final class ParquetTable {

    private final Connection connection;
    private final BatchFunction<?> function;
    private final String kind;
    private final Path folder;

    /// @param kind `entries` or `directories`: files are named after it
    ParquetTable(Connection connection, BatchFunction<?> function, String kind, Path folder) {
        this.connection = connection;
        this.function = function;
        this.kind = kind;
        this.folder = folder;
    }

    /// Writes until the function has no more rows.
    ///
    /// @return the files in order, named `kind-00000.parquet` and on
    /// @throws SQLException when writing fails, or the function does
    List<Path> write(WriterLimits limits) throws SQLException, IOException {
        Path writing = Files.createDirectory(folder.resolve(kind + ".writing"));
        try (Statement statement = connection.createStatement()) {
            register();
            statement.execute("COPY (" + function.select() + ") TO " + literal(writing.toString())
                    + " (FORMAT parquet, COMPRESSION zstd, FIELD_IDS " + fieldIds(statement)
                    + ", ROW_GROUP_SIZE " + limits.rowGroupRows()
                    + ", FILE_SIZE_BYTES " + limits.fileBytes()
                    + ", FILENAME_PATTERN 'part-{i}')");
        }
        return nameFiles(writing);
    }

    private void register() throws SQLException {
        try (DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction()) {
            builder.withName(function.name()).withFunction(function).register(connection);
        }
    }

    private String fieldIds(Statement statement) throws SQLException {
        List<String> ids = new ArrayList<>();
        try (ResultSet columns = statement.executeQuery("DESCRIBE " + function.select())) {
            while (columns.next()) {
                ids.add(columns.getString("column_name") + ": " + (ids.size() + 1));
            }
        }
        return "{" + String.join(", ", ids) + "}";
    }

    private List<Path> nameFiles(Path writing) throws IOException {
        List<Path> parts;
        try (Stream<Path> files = Files.list(writing)) {
            parts = files.sorted((a, b) -> Integer.compare(number(a), number(b)))
                    .toList();
        }
        List<Path> named = new ArrayList<>();
        for (Path part : parts) {
            Path target = folder.resolve("%s-%05d.parquet".formatted(kind, named.size()));
            named.add(Files.move(part, target));
        }
        Files.delete(writing);
        return named;
    }

    private static int number(Path part) {
        return Integer.parseInt(part.getFileName().toString().replaceAll("[^0-9]", ""));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
