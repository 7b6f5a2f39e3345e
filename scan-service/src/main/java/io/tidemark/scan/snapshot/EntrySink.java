package io.tidemark.scan.snapshot;

import io.tidemark.scan.parquet.Column;
import io.tidemark.scan.parquet.ColumnBuffer;
import io.tidemark.scan.parquet.ColumnType;
import io.tidemark.scan.parquet.DistinctTextBuffer;
import io.tidemark.scan.parquet.FlagBuffer;
import io.tidemark.scan.parquet.NumberBuffer;
import io.tidemark.scan.parquet.RowGroup;
import io.tidemark.scan.parquet.Table;
import io.tidemark.scan.parquet.TextBuffer;
import io.tidemark.scan.walk.EntryBatch;
import io.tidemark.scan.walk.EntryType;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/// The `entries` table as one walking thread writes it.
final class EntrySink extends TableSink<EntryBatch> {

    /// In the order of the contract.
    static final List<Column> COLUMNS = List.of(
            Column.of("directory", ColumnType.TEXT),
            Column.of("name", ColumnType.TEXT),
            Column.nullable("raw_name", ColumnType.BINARY),
            Column.of("extension", ColumnType.TEXT),
            Column.of("type", ColumnType.TEXT),
            Column.of("size", ColumnType.LONG),
            Column.of("allocated", ColumnType.LONG),
            Column.of("modified", ColumnType.TIME),
            Column.of("accessed", ColumnType.TIME),
            Column.of("changed", ColumnType.TIME),
            Column.nullable("created", ColumnType.TIME),
            Column.of("uid", ColumnType.LONG),
            Column.of("gid", ColumnType.LONG),
            Column.nullable("owner", ColumnType.TEXT),
            Column.nullable("group_name", ColumnType.TEXT),
            Column.of("mode", ColumnType.INT),
            Column.of("inode", ColumnType.LONG),
            Column.of("device", ColumnType.LONG),
            Column.of("links", ColumnType.LONG),
            Column.of("counted", ColumnType.BOOLEAN));

    private static final byte[][] TYPES = typeWords();

    private final Iterator<Column> next = COLUMNS.iterator();
    private final TextBuffer directory = new TextBuffer(next.next());
    private final DistinctTextBuffer name = new DistinctTextBuffer(next.next());
    private final DistinctTextBuffer rawName = new DistinctTextBuffer(next.next());
    private final TextBuffer extension = new TextBuffer(next.next());
    private final TextBuffer type = new TextBuffer(next.next());
    private final NumberBuffer size = new NumberBuffer(next.next());
    private final NumberBuffer allocated = new NumberBuffer(next.next());
    private final NumberBuffer modified = new NumberBuffer(next.next());
    private final NumberBuffer accessed = new NumberBuffer(next.next());
    private final NumberBuffer changed = new NumberBuffer(next.next());
    private final NumberBuffer created = new NumberBuffer(next.next());
    private final NumberBuffer uid = new NumberBuffer(next.next());
    private final NumberBuffer gid = new NumberBuffer(next.next());
    private final TextBuffer owner = new TextBuffer(next.next());
    private final TextBuffer group = new TextBuffer(next.next());
    private final NumberBuffer mode = new NumberBuffer(next.next());
    private final NumberBuffer inode = new NumberBuffer(next.next());
    private final NumberBuffer device = new NumberBuffer(next.next());
    private final NumberBuffer links = new NumberBuffer(next.next());
    private final FlagBuffer counted = new FlagBuffer(next.next());
    private final RowGroup rows;

    EntrySink(Table table, int rowGroupRows) {
        List<ColumnBuffer> columns = List.of(
                directory, name, rawName, extension, type, size, allocated, modified, accessed, changed, created, uid,
                gid, owner, group, mode, inode, device, links, counted);
        this.rows = new RowGroup(table, columns, rowGroupRows);
    }

    private static byte[][] typeWords() {
        byte[][] words = new byte[EntryType.values().length + 1][];
        for (EntryType type : EntryType.values()) {
            words[type.code()] = type.word().getBytes(StandardCharsets.US_ASCII);
        }
        return words;
    }

    @Override
    RowGroup rows() {
        return rows;
    }

    @Override
    int take(EntryBatch batch) {
        int count = batch.rows;
        batch.rows = 0;
        return count;
    }

    @Override
    void add(EntryBatch batch, int from, int count) {
        for (int row = from; row < from + count; row++) {
            directory.add(batch.directory[row]);
            name.add(batch.name[row]);
            extension.add(batch.extension[row]);
            type.add(TYPES[batch.type[row]]);
        }
        for (int row = from; row < from + count; row++) {
            rawName.add(batch.rawName[row]);
            owner.add(batch.owner[row]);
            group.add(batch.group[row]);
            counted.add(batch.counted[row]);
        }
        size.add(batch.size, from, count);
        allocated.add(batch.allocated, from, count);
        modified.add(batch.modified, from, count);
        accessed.add(batch.accessed, from, count);
        changed.add(batch.changed, from, count);
        created.add(batch.created, from, count, EntryBatch.NO_TIME);
        uid.add(batch.uid, from, count);
        gid.add(batch.gid, from, count);
        mode.add(batch.mode, from, count);
        inode.add(batch.inode, from, count);
        device.add(batch.device, from, count);
        links.add(batch.links, from, count);
    }
}
