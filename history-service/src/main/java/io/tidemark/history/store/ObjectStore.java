package io.tidemark.history.store;

import io.tidemark.history.snapshot.Sha256;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// One bucket of an S3-compatible store. Each object carries the SHA-256 of its content, so that a transfer can be
/// checked whatever the store itself knows of checksums. What the store says is an [IOException]; the client tries
/// again before it gives up.
final class ObjectStore {

    private static final String DIGEST = "sha256";
    private static final String ANY = "*";
    private static final int THERE_ALREADY = 412;
    private static final int BEING_WRITTEN = 409;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final long pieceBytes;

    /// @param prefix before every key, empty or with a slash at its end
    /// @param pieceBytes larger content is sent in pieces of so many bytes; stores take at least 5 MiB
    ObjectStore(S3Client client, String bucket, String prefix, long pieceBytes) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.pieceBytes = pieceBytes;
    }

    /// @param key below the prefix
    record Item(String key, long bytes, Instant modified) {}

    /// What an object is without its content.
    ///
    /// @param digest null where somebody else wrote the object
    record Head(long bytes, @Nullable Sha256 digest) {}

    /// Puts a new object, whole or not at all.
    ///
    /// @throws FileAlreadyExistsException when there is one of this key; it is left alone
    void create(String key, Path content, Sha256 digest) throws IOException {
        if (Files.size(content) > pieceBytes) {
            new PieceUpload(client, bucket, prefix + key, pieceBytes).send(content, Map.of(DIGEST, digest.hex()));
            return;
        }
        create(key, RequestBody.fromFile(content), digest, PieceUpload.md5(content, 0, Files.size(content)));
    }

    void create(String key, byte[] content) throws IOException {
        create(key, RequestBody.fromBytes(content), Sha256.of(content), PieceUpload.md5(content));
    }

    private void create(String key, RequestBody body, Sha256 digest, String md5) throws IOException {
        asked(
                key,
                () -> client.putObject(
                        request -> request.bucket(bucket)
                                .key(prefix + key)
                                .contentMD5(md5)
                                .metadata(Map.of(DIGEST, digest.hex()))
                                .ifNoneMatch(ANY),
                        body));
    }

    /// Puts an object over any other of its key.
    void put(String key, byte[] content) throws IOException {
        asked(
                key,
                () -> client.putObject(
                        request -> request.bucket(bucket)
                                .key(prefix + key)
                                .contentMD5(PieceUpload.md5(content))
                                .metadata(Map.of(DIGEST, Sha256.of(content).hex())),
                        RequestBody.fromBytes(content)));
    }

    /// Makes a second object with the content of the first.
    ///
    /// @throws NoSuchFileException when there is no such object
    void copy(String key, String copy) throws IOException {
        asked(
                key,
                () -> client.copyObject(request -> request.sourceBucket(bucket)
                        .sourceKey(prefix + key)
                        .destinationBucket(bucket)
                        .destinationKey(prefix + copy)));
    }

    Optional<byte[]> read(String key) throws IOException {
        try {
            return Optional.of(asked(
                            key,
                            () -> client.getObjectAsBytes(
                                    request -> request.bucket(bucket).key(prefix + key)))
                    .asByteArray());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    Optional<Head> head(String key) throws IOException {
        try {
            var head = asked(
                    key,
                    () -> client.headObject(request -> request.bucket(bucket).key(prefix + key)));
            return Optional.of(new Head(head.contentLength(), digest(head.metadata())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Writes an object's content to a new file.
    ///
    /// @throws NoSuchFileException when there is no such object
    /// @throws IOException also when the content is not the one that was put; the file is then to be thrown away
    void fetch(String key, Path target) throws IOException {
        try (ResponseInputStream<GetObjectResponse> content = asked(
                        key,
                        () -> client.getObject(request -> request.bucket(bucket).key(prefix + key)));
                DigestOutputStream file = new DigestOutputStream(Files.newOutputStream(target), Sha256.newDigest())) {
            content.transferTo(file);
            Sha256 expected = digest(content.response().metadata());
            Sha256 found = Sha256.of(file.getMessageDigest());
            if (expected != null && !expected.equals(found)) {
                throw new IOException(key + " came with SHA-256 " + found + ", it was put with " + expected);
            }
        } catch (SdkException e) {
            throw failure(key, e);
        }
    }

    List<Item> list(String below) throws IOException {
        return asked(
                below,
                () ->
                        client
                                .listObjectsV2Paginator(
                                        request -> request.bucket(bucket).prefix(prefix + below))
                                .contents()
                                .stream()
                                .map(this::item)
                                .toList());
    }

    /// One that is not there is no error.
    void delete(String key) throws IOException {
        asked(key, () -> client.deleteObject(request -> request.bucket(bucket).key(prefix + key)));
    }

    /// Gives up uploads in pieces that began before `before` and never ended.
    ///
    /// @return how many
    int abandon(Instant before) throws IOException {
        Map<String, String> abandoned = new HashMap<>();
        asked(prefix, () -> {
            client
                    .listMultipartUploadsPaginator(
                            request -> request.bucket(bucket).prefix(prefix))
                    .uploads()
                    .stream()
                    .filter(upload -> upload.initiated().isBefore(before))
                    .forEach(upload -> abandoned.put(upload.uploadId(), upload.key()));
            abandoned.forEach((id, key) -> client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(id)));
            return abandoned;
        });
        return abandoned.size();
    }

    private Item item(S3Object object) {
        return new Item(object.key().substring(prefix.length()), object.size(), object.lastModified());
    }

    private static @Nullable Sha256 digest(Map<String, String> metadata) {
        String hex = metadata.get(DIGEST);
        return hex == null ? null : new Sha256(hex);
    }

    private static <T> T asked(String key, Supplier<T> question) throws IOException {
        try {
            return question.get();
        } catch (SdkException e) {
            throw failure(key, e);
        }
    }

    private static IOException failure(String key, SdkException e) {
        if (e instanceof NoSuchKeyException) {
            return new NoSuchFileException(key);
        }
        if (e instanceof S3Exception said) {
            return switch (said.statusCode()) {
                case 404 -> new NoSuchFileException(key);
                case THERE_ALREADY, BEING_WRITTEN -> new FileAlreadyExistsException(key);
                default -> new IOException("the object store refuses " + key + ": " + said.getMessage(), e);
            };
        }
        return new IOException("the object store does not answer for " + key, e);
    }
}
