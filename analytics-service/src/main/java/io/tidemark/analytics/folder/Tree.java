package io.tidemark.analytics.folder;

import org.jspecify.annotations.Nullable;

import java.util.UUID;

/// A folder's tree on one server.
///
/// @param snapshotId null of a folder above the roots of several scans
/// @param truncated whether folders were folded because the tree would have more branches than an answer
///     may carry
public record Tree(String server, @Nullable UUID snapshotId, boolean truncated, Branch root) {}
