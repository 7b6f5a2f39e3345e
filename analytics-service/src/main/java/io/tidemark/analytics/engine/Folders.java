package io.tidemark.analytics.engine;

/// All directories of a snapshot once more, level by level and by path, in small blocks with bounds of their own: one
/// folder, its children or its upper levels are found without reading the rest.
public final class Folders implements Summary {
    private static final Query QUERY =
            Query.of("SELECT * EXCLUDE (filename) FROM all_directories ORDER BY depth, path");

    @Override
    public Table table() {
        return Table.FOLDERS;
    }

    @Override
    public Query query() {
        return QUERY;
    }
}
