package io.tidemark.scan.job;

import io.tidemark.platform.problem.ProblemException;
import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.volume.FilesystemType;
import io.tidemark.scan.volume.Mount;
import io.tidemark.scan.volume.Volumes;
import io.tidemark.scan.walk.Root;
import io.tidemark.scan.walk.RootUnusable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;

/// Decides whether a scan may start at a path.
final class RootCheck {

    private final Supplier<Syscalls> kernel;
    private final Volumes volumes;

    RootCheck(Supplier<Syscalls> kernel, Volumes volumes) {
        this.kernel = kernel;
        this.volumes = volumes;
    }

    /// A root that can be scanned.
    ///
    /// @param volume what it is on; scans of one volume run one after the other
    record Checked(Path path, Mount volume) {}

    /// @throws ProblemException 422 that names the field `root` when the path cannot be scanned
    Checked check(String root) {
        Path path = normal(root);
        try {
            Root.check(path, kernel);
            Mount mount = volumes.containing(path.toString());
            if (FilesystemType.isPseudo(mount.type())) {
                throw wrong(root + " is on " + mount.type() + ", which holds no files of its own");
            }
            return new Checked(path, mount);
        } catch (RootUnusable e) {
            throw wrong(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException("the mount table cannot be read", e);
        }
    }

    /// The path without `.`, `..` and doubled slashes.
    static Path normal(String root) {
        try {
            Path path = Path.of(root);
            if (!path.isAbsolute()) {
                throw wrong("must be an absolute path, such as /srv");
            }
            return path.normalize();
        } catch (InvalidPathException e) {
            throw wrong("is not a path: " + e.getReason());
        }
    }

    private static ProblemException wrong(String message) {
        return ProblemException.field("root", message);
    }
}
