package io.tidemark.scan.walk;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/// Remembers inodes with several names, so that each is counted once. Some 12 to 24 bytes for each such inode.
final class HardLinks {

    private static final int SHARDS = 64;
    private final Map<Long, Shard[]> devices = new ConcurrentHashMap<>();

    /// True for the first call with this inode of a device, whichever thread makes it.
    boolean isFirst(long device, long inode) {
        long hash = inode * 0x9E37_79B9_7F4A_7C15L;
        return devices.computeIfAbsent(device, d -> newShards())[(int) (hash >>> 58)].add(inode, hash);
    }

    private static Shard[] newShards() {
        return IntStream.range(0, SHARDS).mapToObj(i -> new Shard()).toArray(Shard[]::new);
    }

    /// No thread may add meanwhile.
    void write(DataOutput out) throws IOException {
        out.writeInt(devices.size());
        for (Map.Entry<Long, Shard[]> device : devices.entrySet()) {
            out.writeLong(device.getKey());
            for (Shard shard : device.getValue()) {
                shard.write(out);
            }
        }
    }

    /// Adds what {@link #write} wrote.
    void read(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            long device = in.readLong();
            for (int shard = 0; shard < SHARDS; shard++) {
                for (int inodes = in.readInt(); inodes > 0; inodes--) {
                    isFirst(device, in.readLong());
                }
            }
        }
    }

    /// An open-addressed set in which 0 marks a free place; inode 0 is never in use on Linux.
    private static final class Shard {
        private long[] places = new long[64];
        private int size;

        synchronized boolean add(long inode, long hash) {
            if (!place(inode, hash)) {
                return false;
            }
            if (++size * 4L > places.length * 3L) {
                grow();
            }
            return true;
        }

        synchronized void write(DataOutput out) throws IOException {
            out.writeInt(size);
            for (long inode : places) {
                if (inode != 0) {
                    out.writeLong(inode);
                }
            }
        }

        private boolean place(long inode, long hash) {
            int mask = places.length - 1;
            int at = (int) (hash >>> 20) & mask;
            while (places[at] != 0) {
                if (places[at] == inode) {
                    return false;
                }
                at = (at + 1) & mask;
            }
            places[at] = inode;
            return true;
        }

        private void grow() {
            long[] old = places;
            places = new long[old.length * 2];
            for (long inode : old) {
                if (inode != 0) {
                    boolean placed = place(inode, inode * 0x9E37_79B9_7F4A_7C15L);
                    assert placed : "each inode stands once";
                }
            }
        }
    }
}
