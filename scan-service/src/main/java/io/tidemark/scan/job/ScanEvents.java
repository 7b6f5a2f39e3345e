package io.tidemark.scan.job;

import io.tidemark.scan.walk.ErrorKind;

import java.util.List;

/// Told of what scans do, by the threads that do it; must not block.
public interface ScanEvents {

    /// A scan ended in some way; its snapshot, if any, is in the spool.
    ///
    /// @param errors what its walk met, by kind
    void ended(ScanJob job, List<ErrorKind> errors);
}
