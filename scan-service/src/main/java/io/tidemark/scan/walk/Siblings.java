package io.tidemark.scan.walk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/// The subdirectories of one directory that nobody has begun, by name, packed into one array. Guarded by the stack it
/// is on.
final class Siblings {

    final DirectoryNode parent;
    private final byte[] names;
    private int from;
    private int to;

    /// @param names each ended by NUL
    Siblings(DirectoryNode parent, byte[] names) {
        this.parent = parent;
        this.names = names;
        this.to = names.length;
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(to - from);
        out.write(names, from, to - from);
    }

    /// What {@link #write} wrote.
    static byte[] names(DataInput in) throws IOException {
        byte[] names = new byte[in.readInt()];
        in.readFully(names);
        return names;
    }

    int count() {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += names[i] == 0 ? 1 : 0;
        }
        return count;
    }

    boolean isEmpty() {
        return from == to;
    }

    byte[] takeFirst() {
        int nul = from;
        while (names[nul] != 0) {
            nul++;
        }
        byte[] name = Arrays.copyOfRange(names, from, nul);
        from = nul + 1;
        return name;
    }

    byte[] takeLast() {
        int start = to - 1;
        while (start > from && names[start - 1] != 0) {
            start--;
        }
        byte[] name = Arrays.copyOfRange(names, start, to - 1);
        to = start;
        return name;
    }
}
