package io.tidemark.analytics.engine;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Rows of a snapshot under keys, worked out once when it arrives and found without a query: what is asked of all
/// snapshots at once costs some microseconds each, where a query opens and unpacks a file of each.
public interface Keyed {
    /// A word of lower-case letters; no two have the same.
    String name();

    /// The rows of one snapshot, from its own tables: first `key`, a text by which they are sorted, then the columns.
    Query query();

    /// The same where a snapshot has its folders alone; null where that tells nothing.
    default @Nullable Query ofFoldersAlone() {
        return null;
    }

    /// All columns behind the key; texts and numbers.
    List<Column> columns();
}
