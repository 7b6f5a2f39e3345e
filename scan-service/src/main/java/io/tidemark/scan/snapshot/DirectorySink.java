package io.tidemark.scan.snapshot;

import io.tidemark.scan.parquet.Column;
import io.tidemark.scan.parquet.ColumnBuffer;
import io.tidemark.scan.parquet.ColumnType;
import io.tidemark.scan.parquet.DistinctTextBuffer;
import io.tidemark.scan.parquet.NumberBuffer;
import io.tidemark.scan.parquet.RowGroup;
import io.tidemark.scan.parquet.Table;
import io.tidemark.scan.parquet.TextBuffer;
import io.tidemark.scan.walk.DirectoryBatch;
import io.tidemark.scan.walk.EntryBatch;
import io.tidemark.scan.walk.Totals;

import java.util.Iterator;
import java.util.List;

/// The `directories` table as one walking thread writes it.
final class DirectorySink extends TableSink<DirectoryBatch> {

    /// In the order of the contract.
    static final List<Column> COLUMNS = List.of(
            Column.of("path", ColumnType.TEXT),
            Column.nullable("parent", ColumnType.TEXT),
            Column.of("depth", ColumnType.INT),
            Column.of("files", ColumnType.LONG),
            Column.of("directories", ColumnType.LONG),
            Column.of("size", ColumnType.LONG),
            Column.of("allocated", ColumnType.LONG),
            Column.of("total_files", ColumnType.LONG),
            Column.of("total_directories", ColumnType.LONG),
            Column.of("total_size", ColumnType.LONG),
            Column.of("total_allocated", ColumnType.LONG),
            Column.nullable("newest_modified", ColumnType.TIME),
            Column.nullable("newest_accessed", ColumnType.TIME),
            Column.of("modified", ColumnType.TIME),
            Column.of("uid", ColumnType.LONG),
            Column.of("gid", ColumnType.LONG),
            Column.nullable("owner", ColumnType.TEXT),
            Column.nullable("group_name", ColumnType.TEXT),
            Column.of("mode", ColumnType.INT),
            Column.of("inode", ColumnType.LONG),
            Column.of("device", ColumnType.LONG),
            Column.nullable("error", ColumnType.TEXT),
            Column.of("own_size", ColumnType.LONG),
            Column.of("own_allocated", ColumnType.LONG));

    private final Iterator<Column> next = COLUMNS.iterator();
    private final DistinctTextBuffer path = new DistinctTextBuffer(next.next());
    private final TextBuffer parent = new TextBuffer(next.next());
    private final NumberBuffer depth = new NumberBuffer(next.next());
    private final TotalsBuffer direct = new TotalsBuffer(next);
    private final TotalsBuffer subtree = new TotalsBuffer(next);
    private final NumberBuffer newestModified = new NumberBuffer(next.next());
    private final NumberBuffer newestAccessed = new NumberBuffer(next.next());
    private final NumberBuffer modified = new NumberBuffer(next.next());
    private final NumberBuffer uid = new NumberBuffer(next.next());
    private final NumberBuffer gid = new NumberBuffer(next.next());
    private final TextBuffer owner = new TextBuffer(next.next());
    private final TextBuffer group = new TextBuffer(next.next());
    private final NumberBuffer mode = new NumberBuffer(next.next());
    private final NumberBuffer inode = new NumberBuffer(next.next());
    private final NumberBuffer device = new NumberBuffer(next.next());
    private final TextBuffer error = new TextBuffer(next.next());
    private final NumberBuffer ownSize = new NumberBuffer(next.next());
    private final NumberBuffer ownAllocated = new NumberBuffer(next.next());
    private final RowGroup rows;

    DirectorySink(Table table, int rowGroupRows) {
        List<ColumnBuffer> columns = List.of(
                path,
                parent,
                depth,
                direct.files,
                direct.directories,
                direct.size,
                direct.allocated,
                subtree.files,
                subtree.directories,
                subtree.size,
                subtree.allocated,
                newestModified,
                newestAccessed,
                modified,
                uid,
                gid,
                owner,
                group,
                mode,
                inode,
                device,
                error,
                ownSize,
                ownAllocated);
        this.rows = new RowGroup(table, columns, rowGroupRows);
    }

    /// Four columns of sums.
    private static final class TotalsBuffer {
        final NumberBuffer files;
        final NumberBuffer directories;
        final NumberBuffer size;
        final NumberBuffer allocated;

        TotalsBuffer(Iterator<Column> next) {
            files = new NumberBuffer(next.next());
            directories = new NumberBuffer(next.next());
            size = new NumberBuffer(next.next());
            allocated = new NumberBuffer(next.next());
        }

        void add(Totals totals) {
            files.add(totals.files());
            directories.add(totals.directories());
            size.add(totals.size());
            allocated.add(totals.allocated());
        }
    }

    @Override
    RowGroup rows() {
        return rows;
    }

    @Override
    int take(DirectoryBatch batch) {
        int count = batch.rows;
        batch.rows = 0;
        return count;
    }

    @Override
    void add(DirectoryBatch batch, int from, int count) {
        for (int row = from; row < from + count; row++) {
            path.add(batch.path[row]);
            parent.add(batch.parent[row]);
            direct.add(batch.direct[row]);
            subtree.add(batch.subtree[row]);
            newestModified.addUnless(EntryBatch.NO_TIME, batch.subtree[row].newestModified());
            newestAccessed.addUnless(EntryBatch.NO_TIME, batch.subtree[row].newestAccessed());
            owner.add(batch.owner[row]);
            group.add(batch.group[row]);
            error.add(batch.error[row]);
        }
        depth.add(batch.depth, from, count);
        modified.add(batch.modified, from, count);
        uid.add(batch.uid, from, count);
        gid.add(batch.gid, from, count);
        mode.add(batch.mode, from, count);
        inode.add(batch.inode, from, count);
        device.add(batch.device, from, count);
        ownSize.add(batch.ownSize, from, count);
        ownAllocated.add(batch.ownAllocated, from, count);
    }
}
