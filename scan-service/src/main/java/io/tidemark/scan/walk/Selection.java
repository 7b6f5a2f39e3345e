package io.tidemark.scan.walk;

/// Which part of a tree is walked. Called by several threads, never while a lock is held.
public interface Selection {

    /// All of it.
    Selection ALL = (directory, name, isDirectory) -> true;

    /// Whether an entry is recorded, or a subdirectory entered. What is not, has no row and is counted as excluded.
    ///
    /// @param directory path of the directory that holds it, as valid UTF-8
    /// @param name its raw bytes
    boolean includes(byte[] directory, byte[] name, boolean isDirectory);
}
