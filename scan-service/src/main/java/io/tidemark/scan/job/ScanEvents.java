package io.tidemark.scan.job;

/// Told of what scans do, by the threads that do it; must not block.
public interface ScanEvents {

    /// A scan ended in some way; its snapshot, if any, is in the spool.
    void ended(ScanJob job);
}
