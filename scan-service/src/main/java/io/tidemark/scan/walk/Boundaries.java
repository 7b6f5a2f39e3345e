package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Attributes;

/// Where a walk ends sideways. Called by several threads, never while a lock is held, and only where something else
/// begins: at mount points, at subvolumes, at places where looking would mount something.
public interface Boundaries {

    /// A walk of one filesystem.
    Boundaries ONE_FILESYSTEM = (path, attributes) -> false;

    /// Whether a directory that begins another filesystem, or another view of one, is walked. Files that are mounted
    /// over are told too, and left out whatever the answer.
    ///
    /// @param path as valid UTF-8
    /// @param attributes of what is mounted, good during this call
    boolean enters(byte[] path, Attributes attributes);
}
