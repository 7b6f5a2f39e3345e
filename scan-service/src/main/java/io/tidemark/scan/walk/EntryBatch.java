package io.tidemark.scan.walk;

import org.jspecify.annotations.Nullable;

/// Up to {@link #CAPACITY} entries, by column; fewer where their directories' paths are long. Read only the first
/// `rows`. Filled by one thread, which then hands it over.
public final class EntryBatch {

    /// Rows of a batch: DuckDB's vector size, so that a batch becomes one chunk.
    public static final int CAPACITY = 2048;

    /// Bytes of paths after which a batch counts as full: deeply nested ones must not fill the memory.
    static final int MOST_TEXT = 1 << 20;

    /// Stands for "no value" in a column of times.
    public static final long NO_TIME = Long.MIN_VALUE;

    public int rows;
    public final byte[][] directory = new byte[CAPACITY][];
    public final byte[][] name = new byte[CAPACITY][];
    /// Set only where the name is not valid UTF-8.
    public final byte[] @Nullable [] rawName = new byte[CAPACITY][];

    public final byte[][] extension = new byte[CAPACITY][];
    /// Codes of {@link EntryType}.
    public final byte[] type = new byte[CAPACITY];

    public final long[] size = new long[CAPACITY];
    public final long[] allocated = new long[CAPACITY];
    public final long[] modified = new long[CAPACITY];
    public final long[] accessed = new long[CAPACITY];
    public final long[] changed = new long[CAPACITY];
    public final long[] created = new long[CAPACITY];
    public final long[] uid = new long[CAPACITY];
    public final long[] gid = new long[CAPACITY];
    public final byte[] @Nullable [] owner = new byte[CAPACITY][];
    public final byte[] @Nullable [] group = new byte[CAPACITY][];
    public final int[] mode = new int[CAPACITY];
    public final long[] inode = new long[CAPACITY];
    public final long[] device = new long[CAPACITY];
    public final long[] links = new long[CAPACITY];
    public final boolean[] counted = new boolean[CAPACITY];
}
