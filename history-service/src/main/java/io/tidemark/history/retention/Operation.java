package io.tidemark.history.retention;

import io.tidemark.history.snapshot.SnapshotId;

/// What is to become of one snapshot.
public sealed interface Operation {

    SnapshotId id();

    String reason();

    long freesBytes();

    /// It stays as it is.
    record Keep(SnapshotId id, Level level, String reason) implements Operation {
        @Override
        public long freesBytes() {
            return 0;
        }
    }

    /// Everything of it is kept as what differs from another one.
    ///
    /// @param freesBytes as far as it is known before the difference is made
    record Differ(SnapshotId id, SnapshotId base, long freesBytes, String reason) implements Operation {
        public Differ {
            if (base.equals(id)) {
                throw new IllegalArgumentException("a difference is one of another snapshot");
            }
        }
    }

    /// Less of it is kept.
    record Reduce(SnapshotId id, Level from, Level to, long freesBytes, String reason) implements Operation {
        public Reduce {
            if (!to.detail().isLessThan(from.detail()) || to == Level.GONE) {
                throw new IllegalArgumentException("a reduction leaves less, and something");
            }
        }
    }

    /// Nothing of it is kept.
    record Remove(SnapshotId id, Level from, long freesBytes, String reason) implements Operation {}
}
