package io.tidemark.scan.walk;

import java.io.IOException;

/// What was written down of a walk cannot be gone on with: it is of another directory, or not readable.
public final class StaleCheckpoint extends IOException {

    private static final long serialVersionUID = 1L;

    public StaleCheckpoint(String message) {
        super(message);
    }
}
