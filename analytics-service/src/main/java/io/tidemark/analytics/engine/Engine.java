package io.tidemark.analytics.engine;

import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Answers queries over snapshots. Calls block; how many run at once, for how long, with how much memory
/// and disk is bounded, and each asker gets a fair share.
public interface Engine extends AutoCloseable {
    /// All rows of the answer.
    ///
    /// @param over what the tables consist of; with none there are no rows
    /// @throws ProblemException 503 where the query takes too long, needs too much memory, or too many
    ///     wait already; 429 where too many of this asker wait; 422 where there are more rows than may be
    ///     held, or a pattern among the parameters cannot be read; 499 where the asker left
    <T> List<T> ask(Query query, List<HeldSnapshot> over, Asker asker, Row.Reader<T> reader);

    /// Gives every row away, in order, without holding them all, so that the answer may be longer than
    /// memory. Where the consumer fails, so does the call.
    ///
    /// @throws ProblemException as [#ask], but for the number of rows; 503 where it takes longer than an
    ///     export may
    <T> void stream(
            Query query, List<HeldSnapshot> over, Asker asker, Row.Reader<T> reader, Consumer<? super T> consumer);

    /// Puts every row into a new Parquet file, which stands in a snapshot's folder.
    ///
    /// @throws ProblemException as [#stream]; what was written until then stays
    void write(Query query, List<HeldSnapshot> over, Asker asker, Layout layout, Path target);

    /// Puts every row of a keyed table into a new file, which stands in a snapshot's folder.
    ///
    /// @throws ProblemException as [#write]
    void write(Keyed table, HeldSnapshot of, Asker asker, Path target);

    /// Gives away the rows of each snapshot whose keys are in a range, in the order of keys' bytes.
    /// Look-ups of all askers take turns; none waits for a query, as each costs some microseconds for
    /// each snapshot and row.
    ///
    /// @throws ProblemException 429 and 503 where too many wait already; 499 where the asker left
    void look(
            Keyed table,
            Function<HeldSnapshot, KeyRange> keys,
            List<HeldSnapshot> over,
            Asker asker,
            Consumer<? super Row> rows);

    /// Puts every row of a stamped table into a new file, which stands in a snapshot's folder.
    ///
    /// @throws ProblemException as [#write]
    void write(Stamped table, HeldSnapshot of, Asker asker, Path target);

    /// The stamps that several files of all snapshots together have, those with most bytes to spare
    /// first, of equal ones the lower stamp.
    ///
    /// @param after goes on behind it; from the beginning where null
    /// @param limit how many at most
    /// @param over in the order of servers
    /// @throws ProblemException as [#ask]
    List<Repeat> repeats(Stamped table, Repeat.@Nullable Place after, int limit, List<HeldSnapshot> over, Asker asker);

    /// Makes a Parquet file of a file with one JSON object a line. Both stand in the exports folder.
    ///
    /// @throws ProblemException as [#stream]
    void toParquet(Path lines, List<Column> columns, Path target, Asker asker);

    /// How many queries wait for their turn.
    int waiting();

    @Override
    void close();
}
