package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Attributes;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/// The counters of a running walk. Safe for several threads; a reading while it runs is a little behind.
final class Counters {

    private static final int UNIT_BITS = 24;

    final LongAdder files = new LongAdder();
    final LongAdder symlinks = new LongAdder();
    final LongAdder others = new LongAdder();
    final LongAdder directories = new LongAdder();
    private final LongAdder size = new LongAdder();
    /// What went into `size`, in units too large to overflow.
    private final LongAdder sizeUnits = new LongAdder();
    final LongAdder allocated = new LongAdder();
    final LongAdder directoryBytes = new LongAdder();
    final LongAdder directoryAllocated = new LongAdder();
    final LongAdder excluded = new LongAdder();
    /// Directories opened to be read, and those of them whose access time may change.
    final LongAdder opened = new LongAdder();

    final LongAdder fallbacks = new LongAdder();
    final LongAdder excludedSize = new LongAdder();
    final LongAdder excludedAllocated = new LongAdder();
    final LongAdder excludedUnknown = new LongAdder();
    final LongAdder failedDirectories = new LongAdder();
    final LongAdder failedEntries = new LongAdder();
    final LongAdder vanished = new LongAdder();

    void addSize(long bytes) {
        size.add(bytes);
        sizeUnits.add(bytes >>> UNIT_BITS);
    }

    /// Where the sum is too large for the type, the largest number there is.
    private long sizeSum() {
        long sum = size.sum();
        return sum < 0 || sizeUnits.sum() > Long.MAX_VALUE >>> UNIT_BITS ? Long.MAX_VALUE : sum;
    }

    /// Counts what the selection leaves out.
    ///
    /// @param wholly whether nothing more than its own attributes is to be known about it
    void exclude(Attributes attributes, boolean wholly) {
        excluded.increment();
        if (wholly) {
            excludedSize.add(attributes.size());
            excludedAllocated.add(attributes.allocated());
        } else {
            excludedUnknown.increment();
        }
    }

    void write(DataOutput out) throws IOException {
        for (LongAdder counter : all()) {
            out.writeLong(counter.sum());
        }
    }

    /// Adds what {@link #write} wrote.
    void read(DataInput in) throws IOException {
        for (LongAdder counter : all()) {
            counter.add(in.readLong());
        }
    }

    private List<LongAdder> all() {
        return List.of(
                files,
                symlinks,
                others,
                directories,
                size,
                sizeUnits,
                allocated,
                directoryBytes,
                directoryAllocated,
                excluded,
                opened,
                fallbacks,
                excludedSize,
                excludedAllocated,
                excludedUnknown,
                failedDirectories,
                failedEntries,
                vanished);
    }

    /// Entries and directories that have a row.
    long found() {
        return files.sum() + symlinks.sum() + others.sum() + directories.sum();
    }

    Counts counts() {
        return new Counts(
                files.sum(),
                symlinks.sum(),
                others.sum(),
                directories.sum(),
                sizeSum(),
                allocated.sum(),
                directoryBytes.sum(),
                directoryAllocated.sum(),
                excluded.sum(),
                excludedSize.sum(),
                excludedAllocated.sum(),
                excludedUnknown.sum(),
                failedDirectories.sum(),
                failedEntries.sum(),
                vanished.sum());
    }
}
