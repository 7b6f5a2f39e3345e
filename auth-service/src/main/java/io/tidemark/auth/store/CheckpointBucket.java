package io.tidemark.auth.store;

import io.tidemark.auth.seal.Checkpoint;
import io.tidemark.auth.seal.CheckpointPlace;
import io.tidemark.platform.s3.Bucket;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Checkpoints as objects of a bucket, each locked (S3 Object Lock) as long as the rows under it are kept, so that
/// nobody who has this service's rights there can take one back. Keys sort the newest first; every version of an object
/// is read, also where somebody put a delete marker or another version over it.
public final class CheckpointBucket implements CheckpointPlace {
    /// Each of them covers all rows up to it, so the newest ones say everything that older ones do.
    static final int NEWEST = 50;

    private static final int ROOT_BYTES = 8;

    private final S3Client client;
    private final Bucket bucket;
    private final String folder;
    private final Optional<ObjectLockMode> lock;
    private final Period keep;

    /// @param name of the log's folder below the bucket's prefix
    /// @param lock empty where the bucket has no Object Lock
    /// @param keep how long an object is locked, from when its checkpoint was signed
    public CheckpointBucket(S3Client client, Bucket bucket, String name, Optional<ObjectLockMode> lock, Period keep) {
        this.client = client;
        this.bucket = bucket;
        this.folder = bucket.prefix() + name + "/";
        this.lock = lock;
        this.keep = keep;
    }

    @Override
    public void append(Checkpoint checkpoint) {
        byte[] content = (checkpoint.note() + "\n").getBytes(StandardCharsets.UTF_8);
        PutObjectRequest.Builder request = PutObjectRequest.builder()
                .bucket(bucket.name())
                .key(folder + key(checkpoint))
                .contentType("text/plain; charset=utf-8")
                .contentMD5(md5(content));
        lock.ifPresent(mode -> request.objectLockMode(mode)
                .objectLockRetainUntilDate(
                        checkpoint.at().atOffset(ZoneOffset.UTC).plus(keep).toInstant()));
        asked("written to", () -> client.putObject(request.build(), RequestBody.fromBytes(content)));
    }

    @Override
    public List<String> notes() {
        return asked(
                "read from",
                () -> client
                        .listObjectVersionsPaginator(
                                ask -> ask.bucket(bucket.name()).prefix(folder).maxKeys(NEWEST))
                        .versions()
                        .stream()
                        .limit(NEWEST)
                        .map(this::read)
                        .toList());
    }

    private String read(ObjectVersion version) {
        return client.getObjectAsBytes(ask ->
                                ask.bucket(bucket.name()).key(version.key()).versionId(version.versionId()))
                        .asUtf8String()
                        .stripTrailing()
                + "\n";
    }

    /// Falls as the log grows, and tells two histories of one length apart.
    private static String key(Checkpoint checkpoint) {
        byte[] root = Base64.getDecoder().decode(checkpoint.root());
        return "%019d-%d-%s"
                .formatted(
                        Long.MAX_VALUE - checkpoint.size(),
                        checkpoint.size(),
                        HexFormat.of().formatHex(root, 0, ROOT_BYTES));
    }

    private <T> T asked(String what, Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException e) {
            throw new UncheckedIOException(new IOException(
                    "Checkpoints cannot be " + what + " bucket " + bucket.name() + ": " + e.getMessage(), e));
        }
    }

    /// Stores want it with every locked object.
    private static String md5(byte[] content) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("MD5").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "bucket " + bucket.name();
    }
}
