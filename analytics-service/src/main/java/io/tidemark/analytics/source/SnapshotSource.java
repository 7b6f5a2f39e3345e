package io.tidemark.analytics.source;

import java.nio.file.Path;
import java.util.List;

/// The record of snapshots. Calls block.
public interface SnapshotSource {
    /// The newest snapshot of every server and root, all of them.
    ///
    /// @throws SourceAway where the record does not answer; nothing is known then
    Listing newest() throws SourceAway;

    /// Every snapshot that is kept, all of them.
    ///
    /// @throws SourceAway where the record does not answer; nothing is known then
    Listing all() throws SourceAway;

    /// Every server that is known, with its tags and groups as they are now.
    ///
    /// @throws SourceAway where the record does not answer
    List<Server> servers() throws SourceAway;

    /// What storage costs: all documents that hold now.
    ///
    /// @throws SourceAway where the record does not answer
    List<PriceDocument> prices() throws SourceAway;

    /// Writes the bytes of one part to a new file. They are not checked.
    ///
    /// @throws SourceAway where the part cannot be had; the target may then hold some bytes
    void fetch(Snapshot snapshot, Part part, Path target) throws SourceAway;

    /// Writes the manifest to a new file. It is not checked.
    ///
    /// @throws SourceAway where the manifest cannot be had; the target may then hold some bytes
    void describe(Snapshot snapshot, Path target) throws SourceAway;
}
