package io.tidemark.scan.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The Parquet files of one snapshot.
record WrittenTables(List<WrittenFile> files) {

    private static final int BUFFER = 1 << 20;

    WrittenTables {
        files = List.copyOf(files);
    }

    /// @param rows as the file itself says
    record WrittenFile(Path path, String kind, long rows) {}

    /// Makes each file durable and takes its checksum.
    List<Manifest.Part> describe() throws IOException {
        List<Manifest.Part> parts = new ArrayList<>();
        for (WrittenFile file : files) {
            DurableFiles.sync(file.path());
            parts.add(new Manifest.Part(
                    file.path().getFileName().toString(),
                    file.kind(),
                    file.rows(),
                    Files.size(file.path()),
                    HexFormat.of().formatHex(sha256(file.path()))));
        }
        return parts;
    }

    private static byte[] sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
