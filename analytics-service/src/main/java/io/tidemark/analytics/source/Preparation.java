package io.tidemark.analytics.source;

/// Makes a snapshot ready for questions when it is here and verified, before anybody can hold it.
@FunctionalInterface
public interface Preparation {
    Preparation NONE = (snapshot, arrived) -> 0;

    /// Blocks. May find that an earlier run did it already.
    ///
    /// @return the bytes that stand in the snapshot's folder for it, beside the parts
    /// @throws SnapshotUnavailable where it cannot be done now
    long prepare(Snapshot snapshot, Arrived arrived) throws SnapshotUnavailable;
}
