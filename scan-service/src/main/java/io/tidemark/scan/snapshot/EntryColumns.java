package io.tidemark.scan.snapshot;

import io.tidemark.scan.walk.EntryBatch;
import io.tidemark.scan.walk.EntryType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;

/// The `entries` table: its columns as the walk delivers them, and the query that gives them their final types. Times
/// travel as microseconds, types as numbers and stray names as hexadecimal text, for DuckDB turns those around faster
/// than Java does.
final class EntryColumns extends BatchFunction<EntryBatch> {

    static final String SELECT = """
            SELECT directory, name, unhex(raw_name) AS raw_name, extension,
              [%s][type] AS type, size, allocated,
              make_timestamptz(modified) AS modified, make_timestamptz(accessed) AS accessed,
              make_timestamptz(changed) AS changed, make_timestamptz(created) AS created,
              uid, gid, owner, group_name, mode, inode, device, links, counted
            FROM %s()""";

    private static final HexFormat HEX = HexFormat.of();

    EntryColumns(BatchQueue<EntryBatch> queue, int writers) {
        super(queue, writers);
    }

    @Override
    String name() {
        return "walked_entries";
    }

    @Override
    String select() {
        String types = Arrays.stream(EntryType.values())
                .map(type -> "'" + type.word() + "'")
                .collect(Collectors.joining(","));
        return SELECT.formatted(types, name());
    }

    @Override
    void declare(DuckDBTableFunctionBindInfo info) {
        info.addResultColumn("directory", String.class)
                .addResultColumn("name", String.class)
                .addResultColumn("raw_name", String.class)
                .addResultColumn("extension", String.class)
                .addResultColumn("type", Byte.class)
                .addResultColumn("size", Long.class)
                .addResultColumn("allocated", Long.class)
                .addResultColumn("modified", Long.class)
                .addResultColumn("accessed", Long.class)
                .addResultColumn("changed", Long.class)
                .addResultColumn("created", Long.class)
                .addResultColumn("uid", Long.class)
                .addResultColumn("gid", Long.class)
                .addResultColumn("owner", String.class)
                .addResultColumn("group_name", String.class)
                .addResultColumn("mode", Integer.class)
                .addResultColumn("inode", Long.class)
                .addResultColumn("device", Long.class)
                .addResultColumn("links", Long.class)
                .addResultColumn("counted", Boolean.class);
    }

    @Override
    int copy(EntryBatch batch, DuckDBDataChunkWriter output) {
        int rows = batch.rows;
        VectorCopy to = new VectorCopy(output, rows);
        to.text(batch.directory);
        to.text(batch.name);
        to.text(hex(batch.rawName, rows));
        to.text(batch.extension);
        to.bytes(batch.type);
        to.longs(batch.size);
        to.longs(batch.allocated);
        to.longs(batch.modified);
        to.longs(batch.accessed);
        to.longs(batch.changed);
        to.times(batch.created);
        to.longs(batch.uid);
        to.longs(batch.gid);
        to.text(batch.owner);
        to.text(batch.group);
        to.ints(batch.mode);
        to.longs(batch.inode);
        to.longs(batch.device);
        to.longs(batch.links);
        to.booleans(batch.counted);
        batch.rows = 0;
        return rows;
    }

    private static byte[] @Nullable [] hex(byte[] @Nullable [] raw, int rows) {
        byte[][] text = new byte[rows][];
        for (int row = 0; row < rows; row++) {
            byte[] name = raw[row];
            if (name != null) {
                text[row] = HEX.formatHex(name).getBytes(StandardCharsets.US_ASCII);
            }
        }
        return text;
    }
}
