package io.tidemark.history.delta;

import io.tidemark.history.snapshot.Column;
import io.tidemark.history.snapshot.Snapshot;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// One of the two snapshots that are compared, with its files at hand.
///
/// @param entries the Parquet files of its entries
/// @param folders the Parquet files of its directories
/// @param lacking columns that nothing is known of, because another tool made the inventory
/// @param usedBytes of the volume at the end of the scan; null where the manifest does not say
/// @param directoryAllocatedBytes of the directories' own inodes
record Side(
        Snapshot snapshot,
        List<Path> entries,
        List<Path> folders,
        Set<Column> lacking,
        @Nullable Long usedBytes,
        long directoryAllocatedBytes) {

    /// @param unknown columns that are left out of the comparison
    Amount total(Set<Column> unknown) {
        long allocated = unknown.contains(Column.ALLOCATED) ? 0 : snapshot.allocatedBytes();
        return new Amount(snapshot.entries(), snapshot.sizeBytes(), allocated);
    }
}
