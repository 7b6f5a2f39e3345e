package io.tidemark.analytics.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Compares a file with what its snapshot promises.
public final class Checksum {
    private static final int BLOCK = 1 << 17;

    private Checksum() {}

    /// @throws SnapshotUnavailable where the bytes are not the promised ones
    static void verify(Path file, Part part) throws IOException, SnapshotUnavailable {
        long size = Files.size(file);
        if (size != part.bytes()) {
            throw new SnapshotUnavailable(
                    part.file() + " is damaged: it has " + size + " bytes instead of " + part.bytes());
        }
        if (!of(file).equals(part.sha256())) {
            throw new SnapshotUnavailable(part.file() + " is damaged: its SHA-256 is not the registered one");
        }
    }

    /// The SHA-256 of a file, in lower-case hexadecimal digits.
    public static String of(Path file) throws IOException {
        MessageDigest digest = newDigest();
        byte[] block = new byte[BLOCK];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
