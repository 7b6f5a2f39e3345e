package io.tidemark.platform.client;

/// The other service did not answer, or said that it cannot now (connection, time-out, 429, 5xx): trying again later
/// makes sense.
public final class ServiceUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServiceUnavailable(String message) {
        super(message);
    }

    public ServiceUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
