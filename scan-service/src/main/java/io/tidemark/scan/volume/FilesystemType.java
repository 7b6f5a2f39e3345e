package io.tidemark.scan.volume;

import java.util.Set;

/// What kind of thing a filesystem type is.
public final class FilesystemType {

    /// Windows into the kernel: their files are made up on reading and hold nothing.
    private static final Set<String> KERNEL = Set.of(
            "proc",
            "sysfs",
            "devpts",
            "devtmpfs",
            "cgroup",
            "cgroup2",
            "securityfs",
            "debugfs",
            "tracefs",
            "pstore",
            "bpf",
            "efivarfs",
            "configfs",
            "fusectl",
            "mqueue",
            "hugetlbfs",
            "binfmt_misc",
            "rpc_pipefs",
            "nsfs",
            "autofs",
            "selinuxfs",
            "fuse.lxcfs",
            "fuse.gvfsd-fuse",
            "fuse.portal",
            "binder",
            "nfsd",
            "resctrl");

    private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs");

    /// Always full by nature.
    private static final Set<String> IMAGES = Set.of("squashfs", "iso9660", "erofs", "cramfs", "udf", "fuse.snapfuse");

    private FilesystemType() {}

    /// True for types whose files are made up by the kernel; scanning one means nothing.
    public static boolean isPseudo(String type) {
        return KERNEL.contains(type);
    }

    /// True for mounts whose capacity is storage of this server. A container's layers repeat the figures of the
    /// filesystem they lie on, except for the one that is this process's own `/`.
    static boolean isStorage(Mount mount) {
        String type = mount.type();
        boolean layer = type.equals("overlay") && !mount.mountPoint().equals("/");
        return !layer && !isPseudo(type) && !MEMORY.contains(type) && !IMAGES.contains(type);
    }
}
