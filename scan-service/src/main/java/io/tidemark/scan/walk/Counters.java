package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Attributes;

import java.util.concurrent.atomic.LongAdder;

/// The counters of a running walk. Safe for several threads; a reading while it runs is a little behind.
final class Counters {

    final LongAdder files = new LongAdder();
    final LongAdder symlinks = new LongAdder();
    final LongAdder others = new LongAdder();
    final LongAdder directories = new LongAdder();
    final LongAdder size = new LongAdder();
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

    Counts counts() {
        return new Counts(
                files.sum(),
                symlinks.sum(),
                others.sum(),
                directories.sum(),
                size.sum(),
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
