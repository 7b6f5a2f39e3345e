package io.tidemark.scan.syscall;

/// Why a system call failed, as far as a scan tells causes apart. Numbers are those of Linux on x86-64 and AArch64.
public enum Errno {
    EPERM(1, "permission-denied"),
    ENOENT(2, "vanished"),
    EIO(5, "input-output"),
    EACCES(13, "permission-denied"),
    ENOTDIR(20, "changed"),
    EMFILE(24, "other"),
    ENAMETOOLONG(36, "name-too-long"),
    ELOOP(40, "symlink-loop"),
    EBADMSG(74, "input-output"),
    ETIMEDOUT(110, "input-output"),
    ESTALE(116, "stale-handle"),
    EUCLEAN(117, "input-output"),
    OTHER(-1, "other");

    private final int number;
    private final String kind;

    Errno(int number, String kind) {
        this.number = number;
        this.kind = kind;
    }

    /// The cause behind a kernel number; `OTHER` for numbers no caller treats specially.
    public static Errno of(int number) {
        return switch (number) {
            case 1 -> EPERM;
            case 2 -> ENOENT;
            case 5 -> EIO;
            case 13 -> EACCES;
            case 20 -> ENOTDIR;
            case 24 -> EMFILE;
            case 36 -> ENAMETOOLONG;
            case 40 -> ELOOP;
            case 74 -> EBADMSG;
            case 110 -> ETIMEDOUT;
            case 116 -> ESTALE;
            case 117 -> EUCLEAN;
            default -> OTHER;
        };
    }

    /// The kernel's number, -1 for `OTHER`.
    public int number() {
        return number;
    }

    /// The kind under which a manifest counts this failure.
    public String kind() {
        return kind;
    }
}
