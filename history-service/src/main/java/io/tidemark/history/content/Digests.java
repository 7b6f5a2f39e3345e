package io.tidemark.history.content;

import io.tidemark.history.snapshot.Part;
import io.tidemark.history.snapshot.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Holds files against their digests.
public final class Digests {

    private static final int BUFFER = 1 << 17;

    private Digests() {}

    /// What is wrong with the file of a part; empty when nothing is.
    public static Optional<String> problem(Path file, Part part) throws IOException {
        return problem(file, part, Pace.FREE, bytes -> {});
    }

    /// What is wrong with a file of so many bytes and this digest; empty when nothing is.
    ///
    /// @param read counts the bytes
    public static Optional<String> problem(Path file, long bytes, Sha256 sha256, LongConsumer read) throws IOException {
        return problem(file, bytes, sha256, Pace.FREE, read);
    }

    /// The same at a pace, counted.
    static Optional<String> problem(Path file, Part part, Pace pace, LongConsumer read) throws IOException {
        return problem(file, part.bytes(), part.sha256(), pace, read);
    }

    private static Optional<String> problem(Path file, long bytes, Sha256 sha256, Pace pace, LongConsumer read)
            throws IOException {
        try {
            long size = Files.size(file);
            if (size != bytes) {
                return Optional.of("it has " + size + " bytes instead of " + bytes);
            }
            Sha256 found = of(file, pace, read);
            return found.equals(sha256)
                    ? Optional.empty()
                    : Optional.of("its SHA-256 is " + found + " instead of " + sha256);
        } catch (NoSuchFileException e) {
            return Optional.of("it is missing");
        } catch (IOException e) {
            return Optional.of(unreadable(e));
        }
    }

    /// The digest of a whole file.
    public static Sha256 of(Path file) throws IOException {
        return of(file, Pace.FREE, bytes -> {});
    }

    static Sha256 of(Path file, Pace pace, LongConsumer read) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        byte[] buffer = new byte[BUFFER];
        try (InputStream content = Files.newInputStream(file)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                digest.update(buffer, 0, n);
                pace.await(n);
                read.accept(n);
            }
        }
        return Sha256.of(digest);
    }

    /// A disk that gives no answer for a file has lost it; anything else that hinders reading says
    /// nothing of the content.
    private static String unreadable(IOException e) throws IOException {
        if ("Input/output error".equals(e.getMessage())) {
            return "the disk cannot read it";
        }
        throw e;
    }
}
