package io.tidemark.scan.snapshot;

import io.tidemark.scan.walk.DirectoryBatch;
import io.tidemark.scan.walk.Totals;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBTableFunctionBindInfo;

import java.util.function.ToLongFunction;

/// The `directories` table, as {@link EntryColumns}.
final class DirectoryColumns extends BatchFunction<DirectoryBatch> {

    DirectoryColumns(BatchQueue<DirectoryBatch> queue, int writers) {
        super(queue, writers);
    }

    @Override
    String name() {
        return "walked_directories";
    }

    @Override
    String select() {
        return """
                SELECT path, parent, depth, files, directories, size, allocated,
                  total_files, total_directories, total_size, total_allocated,
                  make_timestamptz(newest_modified) AS newest_modified,
                  make_timestamptz(newest_accessed) AS newest_accessed,
                  make_timestamptz(modified) AS modified,
                  uid, gid, owner, group_name, mode, inode, device, error, own_size, own_allocated
                FROM walked_directories()""";
    }

    @Override
    void declare(DuckDBTableFunctionBindInfo info) {
        info.addResultColumn("path", String.class)
                .addResultColumn("parent", String.class)
                .addResultColumn("depth", Integer.class)
                .addResultColumn("files", Long.class)
                .addResultColumn("directories", Long.class)
                .addResultColumn("size", Long.class)
                .addResultColumn("allocated", Long.class)
                .addResultColumn("total_files", Long.class)
                .addResultColumn("total_directories", Long.class)
                .addResultColumn("total_size", Long.class)
                .addResultColumn("total_allocated", Long.class)
                .addResultColumn("newest_modified", Long.class)
                .addResultColumn("newest_accessed", Long.class)
                .addResultColumn("modified", Long.class)
                .addResultColumn("uid", Long.class)
                .addResultColumn("gid", Long.class)
                .addResultColumn("owner", String.class)
                .addResultColumn("group_name", String.class)
                .addResultColumn("mode", Integer.class)
                .addResultColumn("inode", Long.class)
                .addResultColumn("device", Long.class)
                .addResultColumn("error", String.class)
                .addResultColumn("own_size", Long.class)
                .addResultColumn("own_allocated", Long.class);
    }

    @Override
    int copy(DirectoryBatch batch, DuckDBDataChunkWriter output) {
        int rows = batch.rows;
        VectorCopy to = new VectorCopy(output, rows);
        to.text(batch.path);
        to.text(batch.parent);
        to.ints(batch.depth);
        totals(batch.direct, rows, to, Totals::files);
        totals(batch.direct, rows, to, Totals::directories);
        totals(batch.direct, rows, to, Totals::size);
        totals(batch.direct, rows, to, Totals::allocated);
        totals(batch.subtree, rows, to, Totals::files);
        totals(batch.subtree, rows, to, Totals::directories);
        totals(batch.subtree, rows, to, Totals::size);
        totals(batch.subtree, rows, to, Totals::allocated);
        totals(batch.subtree, rows, to, Totals::newestModified);
        totals(batch.subtree, rows, to, Totals::newestAccessed);
        to.longs(batch.modified);
        to.longs(batch.uid);
        to.longs(batch.gid);
        to.text(batch.owner);
        to.text(batch.group);
        to.ints(batch.mode);
        to.longs(batch.inode);
        to.longs(batch.device);
        to.text(batch.error);
        to.longs(batch.ownSize);
        to.longs(batch.ownAllocated);
        batch.rows = 0;
        return rows;
    }

    private static void totals(Totals[] from, int rows, VectorCopy to, ToLongFunction<Totals> figure) {
        long[] column = new long[rows];
        for (int row = 0; row < rows; row++) {
            column[row] = figure.applyAsLong(from[row]);
        }
        to.times(column);
    }
}
