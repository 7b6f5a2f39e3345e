package io.tidemark.scan.walk;

/// What a walk has seen so far, or in the end.
///
/// @param directories directories with a row, the root among them
/// @param sizeBytes over entries, each inode once; without the directories' own bytes
/// @param excluded mount points left out, files that are mounted over, and what the selection leaves out
/// @param excludedBytes sizes of files with one name that the selection leaves out
/// @param excludedAllocatedBytes as `excludedBytes`, on disk
/// @param excludedUnknown what the selection leaves out and has unknown bytes: directories, for nobody looked inside,
/// and files with several names, for another of them may be counted
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
        long excludedBytes,
        long excludedAllocatedBytes,
        long excludedUnknown,
        long failedDirectories,
        long failedEntries,
        long vanished) {

    /// Before anything was seen.
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

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
