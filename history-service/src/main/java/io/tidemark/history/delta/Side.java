package io.tidemark.history.delta;

import io.tidemark.history.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/// One of the two snapshots that are compared, with its files at hand.
///
/// @param entries the Parquet files of its entries
/// @param usedBytes of the volume at the end of the scan; null where the manifest does not say
/// @param directoryAllocatedBytes of the directories' own inodes
record Side(Snapshot snapshot, List<Path> entries, @Nullable Long usedBytes, long directoryAllocatedBytes) {

    Amount total() {
        return new Amount(snapshot.entries(), snapshot.sizeBytes(), snapshot.allocatedBytes());
    }
}
