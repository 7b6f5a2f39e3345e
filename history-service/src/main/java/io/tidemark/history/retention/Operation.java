package io.tidemark.history.retention;

import io.tidemark.history.snapshot.Detail;
import io.tidemark.history.snapshot.SnapshotId;

/// What is to become of one snapshot.
public sealed interface Operation {

    SnapshotId id();

    String reason();

    long freesBytes();

    /// It stays as it is.
    record Keep(SnapshotId id, Detail detail, String reason) implements Operation {
        @Override
        public long freesBytes() {
            return 0;
        }
    }

    /// Less of it is kept.
    record Reduce(SnapshotId id, Detail from, Detail to, long freesBytes, String reason) implements Operation {
        public Reduce {
            if (!to.isLessThan(from) || to == Detail.GONE) {
                throw new IllegalArgumentException("a reduction leaves less, and something");
            }
        }
    }

    /// Nothing of it is kept.
    record Remove(SnapshotId id, Detail from, long freesBytes, String reason) implements Operation {}
}
