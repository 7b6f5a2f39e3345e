package io.tidemark.scan.volume;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What many last-access times look like together: how many show that an entry was read after it was written, and
/// how they crowd in time. Takes the same small memory for any number of entries. Not safe for several threads.
///
/// Times are counted by the hour, in a fixed number of places. Where two hours fall on one place, the one with more
/// entries keeps it, less the other's count (Boyer and Moore's majority vote), so that a crowd is never overstated.
public final class AccessTimes {

    private static final long MICROS_PER_MINUTE = 60_000_000L;
    private static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
    private static final int PLACES = 4096;
    private static final int HOURS_PER_DAY = 24;

    private final long[] hours = new long[PLACES];
    private final long[] counts = new long[PLACES];
    private long entries;
    private long read;

    /// Adds one entry. It counts as read where its last access is more than a minute later than its content and its
    /// creation: programs that write a file may look at it once more.
    ///
    /// @param accessed microseconds since 1970, as the others
    /// @param created `Long.MIN_VALUE` where it is not known
    public void add(long accessed, long modified, long created) {
        entries++;
        if (accessed > Math.max(modified, created) + MICROS_PER_MINUTE) {
            read++;
            count(Math.floorDiv(accessed, MICROS_PER_HOUR), 1);
        }
    }

    /// Adds all that was added to another.
    public void add(AccessTimes other) {
        entries += other.entries;
        read += other.read;
        for (int i = 0; i < PLACES; i++) {
            count(other.hours[i], other.counts[i]);
        }
    }

    public void write(DataOutput out) throws IOException {
        out.writeLong(entries);
        out.writeLong(read);
        for (int i = 0; i < PLACES; i++) {
            out.writeLong(hours[i]);
            out.writeLong(counts[i]);
        }
    }

    /// Takes on what {@link #write} wrote.
    public void read(DataInput in) throws IOException {
        entries = in.readLong();
        read = in.readLong();
        for (int i = 0; i < PLACES; i++) {
            hours[i] = in.readLong();
            counts[i] = in.readLong();
        }
    }

    private void count(long hour, long times) {
        int place = Math.floorMod(hour, PLACES);
        if (hours[place] == hour) {
            counts[place] += times;
        } else if (counts[place] >= times) {
            counts[place] -= times;
        } else {
            hours[place] = hour;
            counts[place] = times - counts[place];
        }
    }

    public long entries() {
        return entries;
    }

    /// Entries that were read after they were written.
    public long read() {
        return read;
    }

    /// Of the entries that were read, the share whose last access lies in one and the same hour, the fullest; 0 where
    /// none was read.
    public double fullestHour() {
        long most = 0;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        return share(most);
    }

    /// As {@link #fullestHour}, of 24 hours in a row.
    public double fullestDay() {
        long most = 0;
        for (int i = 0; i < PLACES; i++) {
            most = Math.max(most, counts[i] == 0 ? 0 : dayFrom(i));
        }
        return share(most);
    }

    private long dayFrom(int place) {
        long sum = 0;
        for (int i = 0; i < HOURS_PER_DAY; i++) {
            int next = (place + i) % PLACES;
            sum += hours[next] == hours[place] + i ? counts[next] : 0;
        }
        return sum;
    }

    private double share(long count) {
        return read == 0 ? 0 : (double) count / read;
    }
}
