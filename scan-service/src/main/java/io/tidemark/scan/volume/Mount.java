package io.tidemark.scan.volume;

/// One line of the mount table.
///
/// @param deviceNumber the kernel's `major:minor`; mounts of one filesystem share it
/// @param subtree which directory of the filesystem is visible here; `/` unless it is a bind mount
/// @param mountPoint absolute path
/// @param type filesystem type as the kernel names it
/// @param source what is mounted, often a device node
/// @param options mount options, those of the mount first, then those of the filesystem
public record Mount(
        String deviceNumber, String subtree, String mountPoint, String type, String source, String options) {

    public Mount {
        if (!mountPoint.startsWith("/")) {
            throw new IllegalArgumentException("a mount point is absolute: " + mountPoint);
        }
    }

    /// True where `path` is the mount point or lies below it.
    public boolean covers(String path) {
        return mountPoint.equals("/") || path.equals(mountPoint) || path.startsWith(mountPoint + "/");
    }
}
