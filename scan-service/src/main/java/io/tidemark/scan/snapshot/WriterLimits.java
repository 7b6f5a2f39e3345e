package io.tidemark.scan.snapshot;

/// How a snapshot is written.
///
/// @param rowGroupRows entries encoded together; each walking thread holds as many in memory, some 150 bytes each
/// @param fileBytes a Parquet file that would grow beyond this size is followed by another
public record WriterLimits(int rowGroupRows, long fileBytes) {

    public WriterLimits {
        if (rowGroupRows < 2048 || rowGroupRows > 1 << 20) {
            throw new IllegalArgumentException("scan.writer.row-group-rows must be from 2048 to 1048576");
        }
        if (fileBytes < 1 << 16) {
            throw new IllegalArgumentException("scan.writer.file-mib must be at least 1");
        }
    }
}
