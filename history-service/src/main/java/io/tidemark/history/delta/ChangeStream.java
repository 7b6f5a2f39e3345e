package io.tidemark.history.delta;

import io.tidemark.history.snapshot.LockedDatabase;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/// All changes of a pair, the largest first, of which a stretch is held at a time.
public final class ChangeStream implements AutoCloseable {

    /// Three of the file's row groups, which are in the order of the ranks.
    private static final int STRETCH = 3 * 10_240;
    private static final Duration OF_A_STRETCH = Duration.ofSeconds(30);

    /// Takes one change after the other.
    public interface Sink {
        void take(Change change) throws IOException;
    }

    /// Gets the folder back.
    interface Lender {
        void takeBack(Path folder) throws IOException;
    }

    private final Path folder;
    private final Set<ChangeKind> kinds;
    private final Lender lender;

    /// @param folder with the file, this stream's own
    ChangeStream(Path folder, Set<ChangeKind> kinds, Lender lender) {
        this.folder = folder;
        this.kinds = Set.copyOf(kinds);
        this.lender = lender;
    }

    public void to(Sink sink) throws IOException {
        Path file = folder.resolve(DuckDbDelta.CHANGES);
        try (LockedDatabase database = LockedDatabase.open(folder, "256MB", OF_A_STRETCH)) {
            long changes = database.row(
                    "SELECT num_rows FROM parquet_file_metadata(" + LockedDatabase.quote(file.toString()) + ")",
                    row -> row.getLong(1));
            for (long behind = 0; behind < changes; behind += STRETCH) {
                database.each(
                        ChangeRows.of(file, kinds) + " AND rank > " + behind + " AND rank <= " + (behind + STRETCH)
                                + " ORDER BY rank",
                        row -> sink.take(ChangeRows.change(row)));
            }
        } catch (SQLException e) {
            throw Deltas.failure(e);
        }
    }

    @Override
    public void close() throws IOException {
        lender.takeBack(folder);
    }
}
