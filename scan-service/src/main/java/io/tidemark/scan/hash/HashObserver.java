package io.tidemark.scan.hash;

/// Told of each file that was looked at, by the thread that did it; must not block.
public interface HashObserver {

    /// @param bytesRead since the file before
    void answered(HashOutcome outcome, long bytesRead);
}
