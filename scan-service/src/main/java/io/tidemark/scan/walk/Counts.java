package io.tidemark.scan.walk;

/// What a walk has seen so far, or in the end.
///
/// @param directories directories with a row, the root among them
/// @param sizeBytes over entries, each inode once; without the directories' own bytes
/// @param excluded mount points, entries of another device, and what the selection leaves out
/// @param excludedAllocatedBytes of entries that the selection leaves out, each name counted; a subdirectory left out
/// is
/// not looked into
/// @param failedDirectories directories that could not be read, or not wholly
/// @param failedEntries what could not even be examined and has no row
/// @param vanished what was gone before it could be examined
public record Counts(
        long files,
        long symlinks,
        long others,
        long directories,
        long sizeBytes,
        long allocatedBytes,
        long directoryBytes,
        long directoryAllocatedBytes,
        long excluded,
        long excludedAllocatedBytes,
        long failedDirectories,
        long failedEntries,
        long vanished) {

    /// Entries with a row.
    public long entries() {
        return files + symlinks + others;
    }

    /// Everything that should have been seen and was not.
    public long failed() {
        return failedDirectories + failedEntries;
    }

    /// 1 - failed / (entries + directories + failedEntries), between 0 and 1.
    public double coverage() {
        long all = entries() + directories + failedEntries;
        return all == 0 ? 0.0 : 1.0 - (double) failed() / all;
    }
}
