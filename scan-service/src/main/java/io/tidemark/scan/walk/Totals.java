package io.tidemark.scan.walk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// Running sums over entries and directories. Not safe for several threads.
public final class Totals {

    private long files;
    private long directories;
    private long size;
    private long allocated;
    private long newestModified = EntryBatch.NO_TIME;
    private long newestAccessed = EntryBatch.NO_TIME;

    void write(DataOutput out) throws IOException {
        out.writeLong(files);
        out.writeLong(directories);
        out.writeLong(size);
        out.writeLong(allocated);
        out.writeLong(newestModified);
        out.writeLong(newestAccessed);
    }

    /// Takes on what {@link #write} wrote.
    void read(DataInput in) throws IOException {
        files = in.readLong();
        directories = in.readLong();
        size = in.readLong();
        allocated = in.readLong();
        newestModified = in.readLong();
        newestAccessed = in.readLong();
    }

    /// Adds one entry; its bytes are those to count (0 for a second name of one inode).
    void addEntry(long countedSize, long countedAllocated, long modified, long accessed) {
        files++;
        size = sum(size, countedSize);
        allocated += countedAllocated;
        newestModified = Math.max(newestModified, modified);
        newestAccessed = Math.max(newestAccessed, accessed);
    }

    /// The largest number rather than a negative one: a sparse file may be as large as the type permits.
    static long sum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    void addDirectory() {
        directories++;
    }

    void add(Totals other) {
        files += other.files;
        directories += other.directories;
        size = sum(size, other.size);
        allocated += other.allocated;
        newestModified = Math.max(newestModified, other.newestModified);
        newestAccessed = Math.max(newestAccessed, other.newestAccessed);
    }

    /// Entries that are not directories.
    public long files() {
        return files;
    }

    public long directories() {
        return directories;
    }

    public long size() {
        return size;
    }

    public long allocated() {
        return allocated;
    }

    /// Microseconds since 1970, or {@link EntryBatch#NO_TIME} where no entry was added.
    public long newestModified() {
        return newestModified;
    }

    /// As {@link #newestModified}.
    public long newestAccessed() {
        return newestAccessed;
    }
}
