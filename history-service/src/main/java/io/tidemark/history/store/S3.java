package io.tidemark.history.store;

import io.tidemark.platform.s3.Bucket;

import java.io.IOException;
import java.nio.file.Path;

/// A bucket as the place of snapshots and samples.
///
/// @param cacheBytes of local copies
public record S3(Bucket bucket, long cacheBytes) {

    private static final long PIECE_BYTES = 64L << 20;

    /// @param local a folder for uploads and copies
    public S3SnapshotStore store(Path local) throws IOException {
        return new S3SnapshotStore(objects(), local, cacheBytes);
    }

    /// @param local a folder for files that are being written, and copies
    public S3SampleFiles sampleFiles(Path local) throws IOException {
        return new S3SampleFiles(objects(), local, cacheBytes);
    }

    private ObjectStore objects() throws IOException {
        return new ObjectStore(bucket.client(), bucket.name(), bucket.prefix(), PIECE_BYTES);
    }
}
