package io.tidemark.auth.seal;

import java.io.UncheckedIOException;
import java.util.List;

/// Where checkpoints of one log are kept. Calls block.
public interface CheckpointPlace {
    /// Kept for good when it returns; the same once more is the same.
    ///
    /// @throws UncheckedIOException where it cannot be kept
    void append(Checkpoint checkpoint);

    /// The notes that are kept here, whoever signed them; of very many, the newest.
    ///
    /// @throws UncheckedIOException where they cannot be read
    List<String> notes();
}
