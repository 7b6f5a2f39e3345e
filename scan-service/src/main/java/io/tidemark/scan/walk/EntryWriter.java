package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Attributes;
import io.tidemark.scan.volume.AccessTimes;
import org.jspecify.annotations.Nullable;

/// Turns attributes into rows of entry batches and into counts. Serves one walking thread.
final class EntryWriter {

    private final BatchSink<EntryBatch> sink;
    private final Accounts accounts;
    private final HardLinks hardLinks;
    private final Counters counters;
    private final AccessTimes accessTimes;
    private EntryBatch batch = new EntryBatch();
    private @Nullable DirectoryNode directory;
    private byte[] path = new byte[0];
    private int text;
    private long lastUid = -1;
    private long lastGid = -1;
    private byte @Nullable [] owner;
    private byte @Nullable [] group;
    private long files;
    private long symlinks;
    private long others;
    private long size;
    private long allocated;

    EntryWriter(
            BatchSink<EntryBatch> sink,
            Accounts accounts,
            HardLinks hardLinks,
            Counters counters,
            AccessTimes accessTimes) {
        this.sink = sink;
        this.accounts = accounts;
        this.hardLinks = hardLinks;
        this.counters = counters;
        this.accessTimes = accessTimes;
    }

    /// Adds an entry to the rows and to what lies directly inside its directory.
    void add(DirectoryNode inside, byte[] rawName, Attributes attributes) {
        if (inside != directory) {
            directory = inside;
            path = inside.path();
            text += path.length;
        }
        EntryBatch b = batch;
        int row = b.rows++;
        byte[] name = NameText.readable(rawName);
        b.directory[row] = path;
        b.name[row] = name;
        b.rawName[row] = rawNameUnlessText(rawName, name);
        b.extension[row] = NameText.extension(name);
        fill(b, row, attributes);
        count(b, row, inside.direct);
        if (b.rows == EntryBatch.CAPACITY || text > EntryBatch.MOST_TEXT) {
            batch = sink.accept(b);
            text = 0;
        }
    }

    private static byte @Nullable [] rawNameUnlessText(byte[] rawName, byte[] name) {
        return rawName.length == name.length ? null : rawName;
    }

    private void fill(EntryBatch b, int row, Attributes attributes) {
        long uid = attributes.uid();
        long gid = attributes.gid();
        long links = attributes.links();
        long inode = attributes.inode();
        b.mode[row] = attributes.mode();
        b.type[row] = EntryType.of(attributes.mode()).code();
        b.size[row] = attributes.size();
        b.allocated[row] = attributes.allocated();
        b.modified[row] = attributes.modified();
        b.accessed[row] = attributes.accessed();
        b.changed[row] = attributes.changed();
        b.created[row] = attributes.hasCreated() ? attributes.created() : EntryBatch.NO_TIME;
        b.uid[row] = uid;
        b.gid[row] = gid;
        nameOwner(uid, gid);
        b.owner[row] = owner;
        b.group[row] = group;
        b.inode[row] = inode;
        b.device[row] = attributes.device();
        b.links[row] = links;
        b.counted[row] = links <= 1 || hardLinks.isFirst(attributes.device(), inode);
    }

    /// Neighbours mostly have one owner: only another one is looked up.
    private void nameOwner(long uid, long gid) {
        if (uid != lastUid) {
            lastUid = uid;
            owner = accounts.user(uid);
        }
        if (gid != lastGid) {
            lastGid = gid;
            group = accounts.group(gid);
        }
    }

    private void count(EntryBatch b, int row, Totals direct) {
        switch (EntryType.of(b.mode[row])) {
            case FILE -> files++;
            case SYMLINK -> symlinks++;
            case FIFO, SOCKET, CHAR, BLOCK -> others++;
        }
        long countedSize = b.counted[row] ? b.size[row] : 0;
        long countedAllocated = b.counted[row] ? b.allocated[row] : 0;
        size = Totals.sum(size, countedSize);
        allocated += countedAllocated;
        accessTimes.add(b.accessed[row], b.modified[row], b.created[row]);
        direct.addEntry(countedSize, countedAllocated, b.modified[row], b.accessed[row]);
    }

    /// Makes the counts of this thread visible to others.
    void publishCounts() {
        counters.files.add(files);
        counters.symlinks.add(symlinks);
        counters.others.add(others);
        counters.addSize(size);
        counters.allocated.add(allocated);
        files = 0;
        symlinks = 0;
        others = 0;
        size = 0;
        allocated = 0;
    }

    /// Hands over what is left, at the end or before everything found so far is written down.
    void end() {
        publishCounts();
        sink.finish(batch);
        batch = new EntryBatch();
    }
}
