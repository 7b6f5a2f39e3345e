package io.tidemark.platform.audit;

import java.util.List;

/// Takes denials to the audit log.
public interface DenialSink {
    /// Records all of them or fails; may block.
    ///
    /// @throws RuntimeException where they could not be recorded: they are offered again
    void record(List<Denial> denials);
}
