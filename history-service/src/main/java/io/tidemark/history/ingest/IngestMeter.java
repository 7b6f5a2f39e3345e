package io.tidemark.history.ingest;

/// Counts what comes in.
public interface IngestMeter {

    void partReceived(long bytes);

    void snapshotRegistered();

    /// @param code the problem's code
    void refused(String code);

    void samplesReceived(int fresh);
}
