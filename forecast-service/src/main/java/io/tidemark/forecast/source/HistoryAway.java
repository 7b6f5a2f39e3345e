package io.tidemark.forecast.source;

/// history-service does not answer, or not with what was asked for.
public final class HistoryAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HistoryAway(String message, Throwable cause) {
        super(message, cause);
    }
}
