package io.tidemark.auth.audit;

import java.util.Locale;

/// Something in the log that is not as it was written.
///
/// @param from the first row it can concern
/// @param to the last row it can concern
public record Finding(Kind kind, long from, long to, String message) {
    /// What is wrong.
    public enum Kind {
        /// A column of the row was changed.
        ROW_CHANGED,
        /// One or more rows are missing, or stand in another place.
        ROW_MISSING,
        /// The row was not written behind the row before it.
        CHAIN_BROKEN,
        /// The time of writing goes backwards.
        CLOCK_BACK,
        /// The log is shorter than it was: its tail was cut off, or an older backup was put back.
        CUT_OFF,
        /// The rows are not those that were sealed: changed with all hashes made anew, or another branch.
        NOT_AS_SEALED,
        /// A file with rows is gone or damaged; what is behind it cannot be held against the checkpoints.
        FILE_LOST,
        /// Rows are removed, and no row of the log says that retention did it, or they were too young.
        REMOVED_UNSAID,
        /// A checkpoint is not signed with the log's key.
        FOREIGN_CHECKPOINT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
