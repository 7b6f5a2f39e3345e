package io.tidemark.scan.selection;

/// Why a scan does not walk what is mounted below its root.
public enum LeftOut {
    /// It is another filesystem, and only one was asked for.
    OTHER_FILESYSTEM("other-filesystem"),
    /// It shows a part of a filesystem that is walked elsewhere, or is a single file.
    BIND_MOUNT("bind-mount"),
    /// It is a subvolume, and only one filesystem was asked for.
    SUBVOLUME("subvolume"),
    /// Looking inside would mount something.
    AUTOMOUNT("automount"),
    /// The kernel makes its files up.
    KERNEL("kernel"),
    /// Its files are in memory.
    MEMORY("memory"),
    /// It is a read-only image of a file.
    IMAGE("image"),
    /// It shows directories of other filesystems.
    LAYER("layer"),
    /// A program serves it, and nothing is known of it.
    FOREIGN("foreign"),
    /// The mount table does not tell what it is.
    UNKNOWN("unknown");

    private final String word;

    LeftOut(String word) {
        this.word = word;
    }

    /// As the manifest has it.
    public String word() {
        return word;
    }
}
