package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.Errno;

import java.io.IOException;
import java.nio.file.Path;

/// The path does not lead to a directory that can be opened, or only through a symbolic link.
public final class RootUnusable extends IOException {

    private static final long serialVersionUID = 1L;

    RootUnusable(Path root, Errno errno) {
        super(reason(root, errno));
    }

    private static String reason(Path root, Errno errno) {
        return switch (errno) {
            case ENOENT -> root + " does not exist";
            case ENOTDIR, ELOOP -> root + " is not a directory, or a symbolic link leads to it";
            case EACCES, EPERM -> root + " must not be opened by this agent";
            case EIO, EMFILE, ENAMETOOLONG, EBADMSG, ETIMEDOUT, ESTALE, EUCLEAN, OTHER ->
                root + " cannot be opened (" + errno + ")";
        };
    }
}
