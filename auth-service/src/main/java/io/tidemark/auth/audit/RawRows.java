package io.tidemark.auth.audit;

import java.util.function.Consumer;

/// Walks through the log as it is kept, oldest first, in constant memory, at one moment. Calls block.
public interface RawRows {
    /// All rows behind this place.
    void forEach(long after, Consumer<RawRow> row);

    /// Only the hashes of all rows behind this place.
    void hashes(long after, Consumer<byte[]> hash);
}
