package io.tidemark.scan.syscall;

import java.lang.foreign.MemorySegment;

/// The system calls a scan needs. One instance serves the thread that made it. Names are raw bytes ended by NUL.
/// A call that fails answers the negated error number, as the kernel itself does (`-13` for `EACCES`).
public interface Syscalls extends AutoCloseable {

    /// Opens a directory, never through a symbolic link.
    ///
    /// @return a descriptor, or a negated error number
    int openDirectory(int directory, MemorySegment name);

    /// As {@link #openDirectory}; reading it will not change its access time.
    ///
    /// @return a descriptor, or a negated error number: `EPERM` where only the owner may ask for this
    int openUntraced(int directory, MemorySegment name);

    /// Reads as many directory records as fit into `buffer` (layout: `struct linux_dirent64`).
    ///
    /// @return bytes written, 0 at the end, or a negated error number
    int readDirectory(int directory, MemorySegment buffer);

    /// Reads the attributes of `name` itself (a link is not followed, nothing is mounted, no server is asked again).
    ///
    /// @return 0, or a negated error number
    int attributes(int directory, MemorySegment name, Attributes into);

    /// Reads the attributes of what an absolute path leads to, links followed: for the open files in `/proc` only.
    ///
    /// @return 0, or a negated error number
    int target(MemorySegment path, Attributes into);

    /// Reads the figures of the filesystem that `path` is on.
    ///
    /// @return 0, or a negated error number
    int filesystem(MemorySegment path, FilesystemFigures into);

    /// Closes a descriptor; failure has no meaning for a descriptor that was only read.
    void close(int descriptor);

    /// How many calls this instance has made so far.
    CallCounts calls();

    /// Frees the native memory of this instance.
    @Override
    void close();

    /// The directory number that stands for "relative to the working directory"; absolute names ignore it.
    int WORKING_DIRECTORY = -100;
}
