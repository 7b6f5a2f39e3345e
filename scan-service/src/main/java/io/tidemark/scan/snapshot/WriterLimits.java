package io.tidemark.scan.snapshot;

import java.time.Duration;

/// How a snapshot is written.
///
/// @param rowGroupRows entries encoded together; each walking thread holds as many in memory, some 150 bytes each
/// @param fileBytes a Parquet file that would grow beyond this size is followed by another
/// @param checkpointInterval the least time between two checkpoints
/// @param resumeLimit a recording that began longer ago is not resumed, but begun anew
public record WriterLimits(int rowGroupRows, long fileBytes, Duration checkpointInterval, Duration resumeLimit) {

    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(3);

    public WriterLimits {
        if (rowGroupRows < 2048 || rowGroupRows > 1 << 20) {
            throw new IllegalArgumentException("scan.writer.row-group-rows must be from 2048 to 1048576");
        }
        if (fileBytes < 1 << 16) {
            throw new IllegalArgumentException("scan.writer.file-mib must be at least 1");
        }
        if (resumeLimit.isNegative()) {
            throw new IllegalArgumentException("scan.resume-limit must not be negative");
        }
    }

    public WriterLimits(int rowGroupRows, long fileBytes, Duration resumeLimit) {
        this(rowGroupRows, fileBytes, CHECKPOINT_INTERVAL, resumeLimit);
    }

    public WriterLimits(int rowGroupRows, long fileBytes) {
        this(rowGroupRows, fileBytes, Duration.ofDays(1));
    }
}
