package io.tidemark.analytics.source;

/// The record of snapshots cannot be asked now, or does not give what was asked for.
public final class SourceAway extends Exception {
    private static final long serialVersionUID = 1L;

    public SourceAway(String message, Throwable cause) {
        super(message, cause);
    }

    public SourceAway(String message) {
        super(message);
    }

    /// The message, which is never absent here.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
