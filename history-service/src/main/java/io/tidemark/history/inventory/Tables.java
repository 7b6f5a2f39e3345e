package io.tidemark.history.inventory;

import io.tidemark.history.snapshot.Column;
import io.tidemark.history.snapshot.LockedDatabase;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// Writes the two tables of a snapshot from the items of an inventory.
final class Tables {

    static final String ENTRIES = "entries-00000.parquet";
    static final String DIRECTORIES = "directories-00000.parquet";

    private final LockedDatabase database;
    private final String root;

    Tables(LockedDatabase database, String root) {
        this.database = database;
        this.root = root;
    }

    /// @param lacking columns that are null in every row
    /// @throws Unreadable when a path is there twice
    void write(Path folder, Set<Column> lacking, MadeManifest manifest) throws SQLException, Unreadable {
        List<String> twice = database.list(TableSql.TWICE, row -> row.getString(1));
        if (!twice.isEmpty()) {
            throw new Unreadable("'" + Paths.shown(twice.getFirst()) + "' is there twice");
        }
        database.execute(TableSql.CAPPED);
        for (String step : TableSql.steps(root, lacking)) {
            database.execute(step);
        }
        int deepest = database.row(TableSql.DEEPEST, row -> row.getInt(1));
        for (int depth = deepest; depth >= 0; depth--) {
            database.execute(TableSql.TOTAL.formatted(depth));
        }
        database.execute(TableSql.entries(folder.resolve(ENTRIES)));
        database.execute(TableSql.directories(folder.resolve(DIRECTORIES)));
        database.row(TableSql.COUNTS, manifest::entries);
        database.row(TableSql.FOLDER_COUNTS, manifest::directories);
    }
}
