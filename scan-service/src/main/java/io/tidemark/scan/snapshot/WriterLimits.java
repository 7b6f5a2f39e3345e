package io.tidemark.scan.snapshot;

/// What writing a snapshot may take.
///
/// @param threads threads that encode entries, beside the one for directories
/// @param memoryBytes memory of the writing database
/// @param rowGroupRows rows encoded together; each thread holds as many in memory
/// @param fileBytes a Parquet file that reaches this size is followed by another
public record WriterLimits(int threads, long memoryBytes, long rowGroupRows, long fileBytes) {

    public WriterLimits {
        if (threads < 1 || memoryBytes < 1 << 24 || rowGroupRows < 2048 || fileBytes < 1 << 16) {
            throw new IllegalArgumentException("writer limits too small");
        }
    }
}
