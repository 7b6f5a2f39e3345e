package io.tidemark.scan.walk;

import org.jspecify.annotations.Nullable;

/// Up to {@link #CAPACITY} finished directories, by column; fewer where their paths are long. Read only the first
/// `rows`.
public final class DirectoryBatch {

    /// As {@link EntryBatch#CAPACITY}.
    public static final int CAPACITY = 2048;

    public int rows;
    public final byte[][] path = new byte[CAPACITY][];
    /// Null for the root of the scan.
    public final byte[] @Nullable [] parent = new byte[CAPACITY][];

    public final int[] depth = new int[CAPACITY];
    public final Totals[] direct = new Totals[CAPACITY];
    public final Totals[] subtree = new Totals[CAPACITY];
    public final long[] modified = new long[CAPACITY];
    public final long[] uid = new long[CAPACITY];
    public final long[] gid = new long[CAPACITY];
    public final byte[] @Nullable [] owner = new byte[CAPACITY][];
    public final byte[] @Nullable [] group = new byte[CAPACITY][];
    public final int[] mode = new int[CAPACITY];
    public final long[] inode = new long[CAPACITY];
    public final long[] device = new long[CAPACITY];
    public final byte[] @Nullable [] error = new byte[CAPACITY][];
    public final long[] ownSize = new long[CAPACITY];
    public final long[] ownAllocated = new long[CAPACITY];
}
