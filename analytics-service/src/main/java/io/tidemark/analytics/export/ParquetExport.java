package io.tidemark.analytics.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.analytics.engine.Asker;
import io.tidemark.analytics.engine.Column;
import io.tidemark.analytics.engine.Engine;
import io.tidemark.analytics.engine.Places;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// Turns rows into a Parquet file. As that has its directory at the end, it is made on disk first.
public final class ParquetExport {
    private final Engine engine;
    private final Path folder;
    private final ObjectMapper json;
    private final Places places;

    /// @param folder the engine's folder for exports
    /// @param places how many files are made and sent at once
    public ParquetExport(Engine engine, Path folder, ObjectMapper json, Places places) {
        this.engine = engine;
        this.folder = folder;
        this.json = json;
        this.places = places;
    }

    /// Writes all rows; nothing is written where something goes wrong before the last one.
    ///
    /// @throws io.tidemark.platform.problem.ProblemException 503 where too many files are being made and sent
    ///
    /// @param type of the rows; its components are the columns
    /// @param rows gives each row away
    public void write(Class<? extends Record> type, Consumer<Consumer<Record>> rows, Asker asker, OutputStream out)
            throws IOException {
        Places.Place place = places.take();
        try {
            make(type, rows, asker, out);
        } finally {
            place.close();
        }
    }

    private void make(Class<? extends Record> type, Consumer<Consumer<Record>> rows, Asker asker, OutputStream out)
            throws IOException {
        Path lines = Files.createTempFile(folder, "table-", ".ndjson");
        Path parquet = Files.createTempFile(folder, "table-", ".parquet");
        try {
            spool(lines, rows);
            engine.toParquet(lines, columns(type), parquet, asker);
            Files.copy(parquet, out);
        } finally {
            Files.deleteIfExists(lines);
            Files.deleteIfExists(parquet);
        }
    }

    private void spool(Path lines, Consumer<Consumer<Record>> rows) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(lines))) {
            rows.accept(row -> write(row, file));
        }
    }

    private void write(Record row, OutputStream file) {
        try {
            file.write(json.writeValueAsBytes(row));
            file.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Column> columns(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(c -> new Column(c.getName(), typeOf(c)))
                .toList();
    }

    private static Column.Type typeOf(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == long.class || type == int.class || type == Long.class) {
            return Column.Type.NUMBER;
        }
        if (type == double.class || type == Double.class) {
            return Column.Type.DECIMAL;
        }
        if (type == BigDecimal.class) {
            return Column.Type.MONEY;
        }
        if (type == boolean.class) {
            return Column.Type.FLAG;
        }
        return type == Instant.class ? Column.Type.MOMENT : Column.Type.TEXT;
    }
}
