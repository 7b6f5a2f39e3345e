package io.tidemark.analytics.engine;

/// What is worked out of a snapshot once, when it arrives, so that no question has to. Whoever defines one answers from
/// it exactly what the snapshot itself would have answered.
public interface Summary {
    /// The table questions read it from.
    Table table();

    /// How its file is laid out.
    default Layout layout() {
        return Layout.SMALL_BLOCKS;
    }

    /// The rows of one snapshot, from its own tables.
    Query query();
}
