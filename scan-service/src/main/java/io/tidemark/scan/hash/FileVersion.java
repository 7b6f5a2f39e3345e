package io.tidemark.scan.hash;

import io.tidemark.scan.syscall.Attributes;

/// A file as it was once: while all four stay, so does its content.
///
/// @param changed microseconds since 1970
record FileVersion(long device, long inode, long sizeBytes, long changed) {

    private static final int S_IFMT = 0xF000;
    private static final int S_IFREG = 0x8000;

    /// True where these are the attributes of this very version, a regular file.
    boolean is(Attributes found) {
        return (found.mode() & S_IFMT) == S_IFREG
                && found.device() == device
                && found.inode() == inode
                && found.size() == sizeBytes
                && found.changed() == changed;
    }
}
