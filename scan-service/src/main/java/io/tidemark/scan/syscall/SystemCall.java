package io.tidemark.scan.syscall;

/// The system calls that are counted apart.
public enum SystemCall {
    OPENAT(0),
    GETDENTS64(1),
    STATX(2),
    CLOSE(3),
    /// Any other.
    OTHER(4);

    private final int place;

    SystemCall(int place) {
        this.place = place;
    }

    /// Where it stands among all, from 0.
    int place() {
        return place;
    }
}
