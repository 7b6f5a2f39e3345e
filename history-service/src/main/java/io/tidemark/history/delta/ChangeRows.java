package io.tidemark.history.delta;

import io.tidemark.history.snapshot.LockedDatabase;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.stream.Collectors;

/// The rows of a file with changes.
final class ChangeRows {

    private static final String COLUMNS =
            "rank, kind, type, path, previous_path, old_size, new_size, bytes, disk, owner, modified";

    private ChangeRows() {}

    /// A query without an order, which takes further conditions.
    static String of(Path file, Set<ChangeKind> kinds) {
        String wanted =
                kinds.stream().map(kind -> LockedDatabase.quote(kind.word())).collect(Collectors.joining(", "));
        return "SELECT " + COLUMNS + " FROM read_parquet(" + LockedDatabase.quote(file.toString()) + ") WHERE kind IN ("
                + wanted + ")";
    }

    static Change change(ResultSet row) throws SQLException {
        OffsetDateTime modified = row.getObject(11, OffsetDateTime.class);
        Instant at = modified == null ? null : modified.toInstant();
        return new Change(
                row.getLong(1),
                ChangeKind.ifValid(row.getString(2)).orElseThrow(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getObject(6, Long.class),
                row.getObject(7, Long.class),
                row.getLong(8),
                row.getLong(9),
                row.getString(10),
                at);
    }
}
