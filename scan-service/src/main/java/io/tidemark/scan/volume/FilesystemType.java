package io.tidemark.scan.volume;

import java.util.Set;

/// What kind of thing a filesystem type is.
public enum FilesystemType {
    /// Files on a disk of this server; also every type that is not listed here.
    STORAGE,
    /// Files on another server.
    NETWORK,
    /// A window into the kernel: its files are made up on reading and hold nothing.
    KERNEL,
    /// Files in memory.
    MEMORY,
    /// A read-only image, whose bytes are those of the file it was made from.
    IMAGE,
    /// A view of directories that lie on other filesystems, such as a container's layers.
    LAYER,
    /// Served by a program of which nothing is known.
    FOREIGN;

    private static final Set<String> KERNEL_TYPES = Set.of(
            "proc",
            "sysfs",
            "devpts",
            "devtmpfs",
            "cgroup",
            "cgroup2",
            "cpuset",
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
            "smackfs",
            "pipefs",
            "sockfs",
            "fuse.lxcfs",
            "fuse.gvfsd-fuse",
            "fuse.portal",
            "binder",
            "nfsd",
            "resctrl");

    private static final Set<String> NETWORK_TYPES = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb3",
            "smbfs",
            "ceph",
            "9p",
            "virtiofs",
            "afs",
            "lustre",
            "beegfs",
            "gpfs",
            "orangefs",
            "pvfs2",
            "glusterfs",
            "fuse.glusterfs",
            "fuse.ceph",
            "fuse.ceph-fuse",
            "fuse.sshfs",
            "fuse.juicefs",
            "fuse.s3fs");

    private static final Set<String> IMAGE_TYPES =
            Set.of("squashfs", "iso9660", "erofs", "cramfs", "udf", "fuse.snapfuse", "fuse.squashfuse");

    private static final Set<String> LAYER_TYPES =
            Set.of("overlay", "aufs", "unionfs", "ecryptfs", "fuse.bindfs", "fuse.unionfs");

    /// Sorts a type as the kernel names it.
    public static FilesystemType of(String type) {
        if (KERNEL_TYPES.contains(type)) {
            return KERNEL;
        }
        if (NETWORK_TYPES.contains(type)) {
            return NETWORK;
        }
        if (IMAGE_TYPES.contains(type)) {
            return IMAGE;
        }
        if (LAYER_TYPES.contains(type) || type.equals("fuse.fuse-overlayfs")) {
            return LAYER;
        }
        if (type.equals("tmpfs") || type.equals("ramfs")) {
            return MEMORY;
        }
        return type.equals("fuse") || (type.startsWith("fuse.") && !type.equals("fuse.mergerfs")) ? FOREIGN : STORAGE;
    }

    /// True for types whose files are made up by the kernel; scanning one means nothing.
    public static boolean isPseudo(String type) {
        return of(type) == KERNEL;
    }

    /// True where a server decides what is so.
    static boolean isNetwork(String type) {
        return of(type) == NETWORK;
    }

    /// True where the used bytes of a volume are those of its files.
    public static boolean isLocal(String type) {
        return of(type) == STORAGE;
    }

    /// True for mounts whose capacity is storage of this server. A container's layers repeat the figures of the
    /// filesystem they lie on, except for the one that is this process's own `/`.
    static boolean isStorage(Mount mount) {
        return switch (of(mount.type())) {
            case STORAGE, NETWORK, FOREIGN -> true;
            case LAYER -> mount.mountPoint().equals("/");
            case KERNEL, MEMORY, IMAGE -> false;
        };
    }
}
