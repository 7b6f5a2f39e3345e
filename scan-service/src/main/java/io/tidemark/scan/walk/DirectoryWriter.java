package io.tidemark.scan.walk;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/// Finishes directories, upwards: a directory becomes a row when its whole subtree is done. Serves one walking
/// thread.
final class DirectoryWriter {

    private final BatchSink<DirectoryBatch> sink;
    private final Accounts accounts;
    private final Counters counters;
    private DirectoryBatch batch = new DirectoryBatch();
    private int text;

    DirectoryWriter(BatchSink<DirectoryBatch> sink, Accounts accounts, Counters counters) {
        this.sink = sink;
        this.accounts = accounts;
        this.counters = counters;
    }

    /// Says that this directory was read, or that one of its subdirectories is gone and will never be a row; finishes
    /// it,
    /// and those above it, where nothing else is waited for.
    void finish(DirectoryNode first) {
        for (DirectoryNode node = first; node != null && node.finishOne(); node = node.parent) {
            write(node);
            if (node.parent != null) {
                node.parent.addSubdirectory(node);
            }
        }
    }

    private void write(DirectoryNode node) {
        DirectoryBatch b = batch;
        int row = b.rows++;
        b.path[row] = node.path();
        text += 2 * b.path[row].length;
        b.parent[row] = node.parent == null ? null : node.parent.path();
        b.depth[row] = node.depth;
        b.direct[row] = node.direct;
        b.subtree[row] = node.subtree;
        b.modified[row] = node.modified;
        b.uid[row] = node.uid;
        b.gid[row] = node.gid;
        b.owner[row] = accounts.user(node.uid);
        b.group[row] = accounts.group(node.gid);
        b.mode[row] = node.mode;
        b.inode[row] = node.inode;
        b.device[row] = node.device;
        b.error[row] = bytes(node.error);
        b.ownSize[row] = node.ownSize;
        b.ownAllocated[row] = node.ownAllocated;
        counters.directories.increment();
        counters.directoryBytes.add(node.ownSize);
        counters.directoryAllocated.add(node.ownAllocated);
        if (b.rows == DirectoryBatch.CAPACITY || text > EntryBatch.MOST_TEXT) {
            batch = sink.accept(b);
            text = 0;
        }
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(US_ASCII);
    }

    /// Hands over what is left, at the end or before everything found so far is written down.
    void end() {
        sink.finish(batch);
        batch = new DirectoryBatch();
    }
}
