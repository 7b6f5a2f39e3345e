package io.tidemark.analytics.source;

/// A snapshot that cannot be read here now; others are not concerned.
public final class SnapshotUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public SnapshotUnavailable(String reason) {
        super(reason);
    }

    public SnapshotUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }

    /// The message, which is never absent here.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
