package io.tidemark.auth.audit;

import java.util.function.Consumer;

/// Walks through the log as it is kept, in files and in the database, oldest first, in constant memory, at one moment.
/// Calls block.
public interface RawRows {
    /// All rows behind this place.
    void forEach(long after, Taker taker);

    /// Only the hashes of all rows that are still there.
    ///
    /// @throws LostPart where a file cannot be read
    void hashes(Hashes taker);

    /// Takes one hash after the other.
    interface Hashes extends Consumer<byte[]> {
        /// Comes before the first.
        void begins(Beginning beginning);
    }

    /// Takes one row after the other.
    @FunctionalInterface
    interface Taker extends Consumer<RawRow> {
        /// Comes before the first row where rows that were asked for are removed.
        default void begins(Beginning beginning) {}

        /// The rows of this part, or some of them, cannot be read.
        ///
        /// @throws LostPart unless the taker can go on without them
        default void lost(Part part, Exception cause) {
            throw new LostPart(part, cause);
        }
    }

    /// A file of the log is gone, or is none.
    final class LostPart extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public LostPart(Part part, Exception cause) {
            super(
                    "The rows " + part.first() + " to " + part.last() + " of the audit log cannot be read from "
                            + part.file(),
                    cause);
        }
    }
}
