package io.tidemark.history.difference;

import io.tidemark.history.snapshot.LockedDatabase;
import io.tidemark.history.snapshot.PartKind;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes differences of Parquet files and rebuilds files from them with DuckDB, within bounds of
/// threads and memory; what does not fit goes to the disk. Calls block.
public final class DifferenceEngine {

    private final int threads;
    private final String memory;
    private final Duration timeout;

    /// @param memory of one step, in DuckDB's words, such as `256MB`
    /// @param timeout of each query
    public DifferenceEngine(int threads, String memory, Duration timeout) {
        this.threads = threads;
        this.memory = memory;
        this.timeout = timeout;
    }

    /// Writes what makes `target` of `base` to a new file `difference`.
    ///
    /// @return false, with nothing written, where the two have not the same columns, or such as no
    /// snapshot has
    boolean make(PartKind kind, Path base, Path target, Path difference) throws SQLException {
        try (LockedDatabase database = open(difference, base, target)) {
            Optional<Columns> columns = Columns.common(database, base, target);
            if (columns.isEmpty()) {
                return false;
            }
            DifferenceSql sql = new DifferenceSql(columns.get());
            for (String step : sql.make(kind, base, target, difference)) {
                database.execute(step);
            }
            return true;
        }
    }

    /// Writes the file of which a difference was made anew: the same rows in the same order, not the
    /// same bytes. The same version writes the same bytes each time.
    void rebuild(Path base, Path difference, Path target) throws SQLException {
        try (LockedDatabase database = open(target, base, difference)) {
            DifferenceSql sql = new DifferenceSql(Columns.of(database, base));
            for (String step : sql.rebuild(base, difference, target)) {
                database.execute(step);
            }
        }
    }

    /// A checksum of the rows of a file in their order, whoever wrote it: its number of rows, and the
    /// exclusive or of the MD5 of each row with its number. It finds what an engine does wrong; against
    /// forgers there are the SHA-256 of the files that an engine is given.
    String content(Path file) throws SQLException {
        try (LockedDatabase database = open(file)) {
            DifferenceSql sql = new DifferenceSql(Columns.of(database, file));
            return database.row(sql.content(file), row -> row.getString(1));
        }
    }

    /// @param files whose folders it may use; what does not fit into memory goes beside the first
    private LockedDatabase open(Path... files) throws SQLException {
        List<Path> folders = Stream.of(files)
                .map(file -> file.resolve("..").normalize())
                .distinct()
                .toList();
        Path spill = folders.getFirst().resolve(".spill");
        return LockedDatabase.open(folders, new LockedDatabase.Means(threads, memory, spill, timeout));
    }
}
