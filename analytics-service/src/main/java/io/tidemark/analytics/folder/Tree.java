package io.tidemark.analytics.folder;

import java.util.UUID;

/// A folder's tree on one server.
///
/// @param truncated whether folders were folded because the tree would have more branches than an answer
///     may carry
public record Tree(String server, UUID snapshotId, boolean truncated, Branch root) {}
