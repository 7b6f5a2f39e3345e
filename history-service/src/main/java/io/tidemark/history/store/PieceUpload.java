package io.tidemark.history.store;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// Sends one file in pieces, each checked by the store against its MD5 and tried again alone. The object appears with
/// the last step, and only where there is none of its key.
record PieceUpload(S3Client client, String bucket, String key, long pieceBytes) {

    private static final String BINARY = "application/octet-stream";

    void send(Path content, Map<String, String> metadata) throws IOException {
        String id = client.createMultipartUpload(
                        request -> request.bucket(bucket).key(key).metadata(metadata))
                .uploadId();
        try {
            List<CompletedPart> pieces = pieces(content, id);
            client.completeMultipartUpload(request -> request.bucket(bucket)
                    .key(key)
                    .uploadId(id)
                    .multipartUpload(all -> all.parts(pieces))
                    .ifNoneMatch("*"));
        } catch (IOException | RuntimeException e) {
            abandon(id, e);
            throw e;
        }
    }

    private List<CompletedPart> pieces(Path content, String id) throws IOException {
        long size = Files.size(content);
        List<CompletedPart> pieces = new ArrayList<>();
        for (long from = 0; from < size; from += pieceBytes) {
            int number = pieces.size() + 1;
            String tag = piece(content, from, Math.min(pieceBytes, size - from), id, number);
            pieces.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        return pieces;
    }

    private String piece(Path content, long from, long length, String id, int number) throws IOException {
        String md5 = md5(content, from, length);
        return client.uploadPart(
                        request -> request.bucket(bucket)
                                .key(key)
                                .uploadId(id)
                                .partNumber(number)
                                .contentMD5(md5),
                        RequestBody.fromContentProvider(() -> slice(content, from, length), length, BINARY))
                .eTag();
    }

    /// What cannot be given up now is given up with the other leftovers.
    private void abandon(String id, Exception why) {
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(id));
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    static String md5(byte[] content) {
        return Base64.getEncoder().encodeToString(newMd5().digest(content));
    }

    static String md5(Path content, long from, long length) throws IOException {
        MessageDigest digest = newMd5();
        try (InputStream slice = slice(content, from, length)) {
            byte[] buffer = new byte[128 * 1024];
            for (int n = slice.read(buffer); n >= 0; n = slice.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return Base64.getEncoder().encodeToString(digest.digest());
    }

    private static InputStream slice(Path content, long from, long length) {
        try {
            FileChannel channel = FileChannel.open(content).position(from);
            return new BoundedStream(Channels.newInputStream(channel), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest newMd5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
