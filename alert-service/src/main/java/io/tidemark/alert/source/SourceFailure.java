package io.tidemark.alert.source;

/// The readings cannot be had now. The message says why in words that may be shown.
public final class SourceFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SourceFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
