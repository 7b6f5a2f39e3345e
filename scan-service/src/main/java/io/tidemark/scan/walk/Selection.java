package io.tidemark.scan.walk;

/// Which part of a tree is walked. Called by several threads, never while a lock is held.
public interface Selection {

    /// All of it.
    Selection ALL = path -> Inside.ALL;

    /// Begins a directory that is walked. Called once for each, by the thread that reads it.
    ///
    /// @param path raw bytes of its path below the root; empty for the root itself
    Inside in(byte[] path);

    /// What of one directory is walked.
    @FunctionalInterface
    interface Inside {

        /// All of it.
        Inside ALL = (name, isDirectory) -> true;

        /// Whether an entry is recorded, or a subdirectory entered.
        ///
        /// @param name raw bytes
        boolean includes(byte[] name, boolean isDirectory);
    }
}
