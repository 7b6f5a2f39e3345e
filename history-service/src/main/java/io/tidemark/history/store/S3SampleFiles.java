package io.tidemark.history.store;

import io.tidemark.history.sample.SampleFiles;
import io.tidemark.history.snapshot.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.List;

/// Files of readings in an S3-compatible store, under the very keys that the folder has. What is read
/// is copied to a
/// local folder.
public final class S3SampleFiles implements SampleFiles {

    private static final String KEYS = "samples/";

    private final ObjectStore objects;
    private final ContentCache copies;
    private final Path staging;

    /// Makes its folders below `local` where they are missing.
    S3SampleFiles(ObjectStore objects, Path local, long cacheBytes) throws IOException {
        Path folder = local.toAbsolutePath().normalize().resolve("samples");
        this.objects = objects;
        this.copies = new ContentCache(folder.resolve(".copies"), cacheBytes);
        this.staging = Files.createDirectories(folder.resolve(".staging"));
    }

    @Override
    public Path staging() {
        return staging;
    }

    @Override
    public void put(String name, Path written) throws IOException {
        objects.create(KEYS + name, written, digest(written));
        Files.delete(written);
    }

    @Override
    public Path get(String name) throws IOException {
        return copies.get(KEYS + name, target -> objects.fetch(KEYS + name, target));
    }

    @Override
    public boolean dropCopy(String name) throws IOException {
        return copies.forget(KEYS + name);
    }

    @Override
    public void remove(String name) throws IOException {
        objects.delete(KEYS + name);
        copies.forget(KEYS + name);
    }

    @Override
    public List<String> putBefore(Instant before) throws IOException {
        return objects.list(KEYS).stream()
                .filter(item -> item.modified().isBefore(before))
                .map(item -> item.key().substring(KEYS.length()))
                .toList();
    }

    private static Sha256 digest(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(content, Sha256.newDigest())) {
            digest.transferTo(OutputStream.nullOutputStream());
            return Sha256.of(digest.getMessageDigest());
        }
    }
}
