package io.tidemark.history.ingest;

import java.io.IOException;

/// What came cannot be written.
final class DiskTrouble extends IOException {

    private static final long serialVersionUID = 1L;

    DiskTrouble(IOException cause) {
        super(cause);
    }
}
