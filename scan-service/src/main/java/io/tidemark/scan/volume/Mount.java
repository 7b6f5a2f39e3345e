package io.tidemark.scan.volume;

/// One line of the mount table.
///
/// @param id the kernel's number of this mount, see {@link io.tidemark.scan.syscall.Attributes#mount}
/// @param deviceNumber the kernel's `major:minor`; mounts of one filesystem share it
/// @param subtree which directory of the filesystem is visible here; `/` unless it is a bind mount
/// @param mountPoint absolute path
/// @param type filesystem type as the kernel names it
/// @param source what is mounted, often a device node
/// @param options mount options, those of the mount first, then those of the filesystem
public record Mount(
        long id, String deviceNumber, String subtree, String mountPoint, String type, String source, String options) {

    public Mount {
        if (!mountPoint.startsWith("/")) {
            throw new IllegalArgumentException("a mount point is absolute: " + mountPoint);
        }
    }

    /// The same mount, seen at another place and with another directory of it at the top.
    Mount at(String place, String top) {
        return new Mount(id, deviceNumber, top, place, type, source, options);
    }

    Mount with(String others) {
        return new Mount(id, deviceNumber, subtree, mountPoint, type, source, others);
    }

    /// True where both show the same at the same place, if in different tables.
    boolean isSameViewAs(Mount other) {
        return deviceNumber.equals(other.deviceNumber)
                && subtree.equals(other.subtree)
                && mountPoint.equals(other.mountPoint);
    }

    /// True where `path` is the mount point or lies below it.
    public boolean covers(String path) {
        return isAtOrBelow(mountPoint, path);
    }

    /// Where in the filesystem a path lies that this mount covers.
    public String inside(String path) {
        String below = path.substring(mountPoint.equals("/") ? 0 : mountPoint.length());
        return subtree.equals("/") ? (below.isEmpty() ? "/" : below) : subtree + (below.equals("/") ? "" : below);
    }

    /// True where `path` is `directory` or lies below it.
    public static boolean isAtOrBelow(String directory, String path) {
        return directory.equals("/") || path.equals(directory) || path.startsWith(directory + "/");
    }
}
