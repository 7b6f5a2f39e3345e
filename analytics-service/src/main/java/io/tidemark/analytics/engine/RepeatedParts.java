package io.tidemark.analytics.engine;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// One thread's way through a stretch of parts of the range of stamps: each part is gone through once to
/// count, and once more to add up what stamps have that were met several times.
final class RepeatedParts {
    private static final int STAMP_BITS = 63;

    private final List<HeldSnapshot> over;
    private final StampedFile[] files;
    private final int[] servers;
    private final Repeat.@Nullable Place after;
    private final int limit;
    private final int parts;
    private final int shift;
    private final long[] begins;
    private final long[] ends;
    private final Tally tally = new Tally();
    /// The last one is the first to go.
    private final PriorityQueue<Repeat> best = new PriorityQueue<>(Repeat.ORDER.reversed());

    private long[] stamps = new long[0];
    private long[] copies = new long[0];
    private long[] sums = new long[0];
    private long[] greatest = new long[0];
    private int[] serverCounts = new int[0];
    private int[] lastServers = new int[0];
    private int[] firstFiles = new int[0];
    private long[] firstRows = new long[0];

    /// @param parts how many all of them are: a power of two
    RepeatedParts(
            List<HeldSnapshot> over, List<StampedFile> files, Repeat.@Nullable Place after, int limit, int parts) {
        this.over = over;
        this.files = files.toArray(StampedFile[]::new);
        this.servers = numbered(over);
        this.after = after;
        this.limit = limit;
        this.parts = parts;
        this.shift = STAMP_BITS - Integer.numberOfTrailingZeros(parts);
        this.begins = new long[this.files.length];
        this.ends = new long[this.files.length];
    }

    /// The best of the parts, in no order.
    ///
    /// @throws CancellationException where it was stopped
    List<Repeat> walk(int from, int end, BooleanSupplier stopped) {
        for (int i = 0; i < files.length; i++) {
            begins[i] = files[i].first((long) from << shift);
        }
        for (int part = from; part < end; part++) {
            if (stopped.getAsBoolean()) {
                throw new CancellationException("stopped while it was counted");
            }
            count(part);
            if (tally.several() > 0) {
                addUp();
                choose();
            }
            System.arraycopy(ends, 0, begins, 0, ends.length);
        }
        return List.copyOf(best);
    }

    private void count(int part) {
        tally.clear();
        long last = part + 1 == parts ? Long.MAX_VALUE : ((long) (part + 1) << shift) - 1;
        for (int i = 0; i < files.length; i++) {
            ends[i] = count(files[i], begins[i], last);
        }
    }

    private long count(StampedFile file, long begin, long last) {
        long rows = file.rows();
        long row = begin;
        for (; row < rows; row++) {
            long stamp = file.stamp(row);
            if (stamp > last) {
                return row;
            }
            tally.meet(stamp);
        }
        return row;
    }

    private void addUp() {
        makeRoom(tally.several());
        for (int i = 0; i < files.length; i++) {
            for (long row = begins[i]; row < ends[i]; row++) {
                long stamp = files[i].stamp(row);
                int place = tally.place(stamp);
                if (place >= 0) {
                    add(place, stamp, i, row);
                }
            }
        }
    }

    private void add(int place, long stamp, int file, long row) {
        long allocated = files[file].allocated(row);
        if (copies[place]++ == 0) {
            stamps[place] = stamp;
            firstFiles[place] = file;
            firstRows[place] = row;
        }
        sums[place] += allocated;
        greatest[place] = Math.max(greatest[place], allocated);
        if (lastServers[place] != servers[file]) {
            lastServers[place] = servers[file];
            serverCounts[place]++;
        }
    }

    private void choose() {
        for (int place = 0; place < tally.several(); place++) {
            long spare = sums[place] - greatest[place];
            if (after != null && !after.isBefore(spare, stamps[place])) {
                continue;
            }
            Repeat repeat = new Repeat(
                    stamps[place],
                    copies[place],
                    serverCounts[place],
                    spare,
                    files[firstFiles[place]].size(firstRows[place]),
                    over.get(firstFiles[place]));
            if (best.size() < limit || Repeat.ORDER.compare(repeat, best.element()) < 0) {
                best.add(repeat);
            }
            if (best.size() > limit) {
                best.remove();
            }
        }
    }

    private void makeRoom(int several) {
        if (stamps.length < several) {
            int size = Integer.highestOneBit(several) * 2;
            stamps = new long[size];
            copies = new long[size];
            sums = new long[size];
            greatest = new long[size];
            serverCounts = new int[size];
            lastServers = new int[size];
            firstFiles = new int[size];
            firstRows = new long[size];
        }
        Arrays.fill(copies, 0, several, 0);
        Arrays.fill(sums, 0, several, 0);
        Arrays.fill(greatest, 0, several, 0);
        Arrays.fill(serverCounts, 0, several, 0);
        Arrays.fill(lastServers, 0, several, -1);
    }

    /// A number for each snapshot's server; snapshots of one server stand together.
    private static int[] numbered(List<HeldSnapshot> over) {
        int[] numbers = new int[over.size()];
        for (int i = 1; i < numbers.length; i++) {
            boolean same = over.get(i)
                    .snapshot()
                    .server()
                    .equals(over.get(i - 1).snapshot().server());
            numbers[i] = numbers[i - 1] + (same ? 0 : 1);
        }
        return numbers;
    }
}
