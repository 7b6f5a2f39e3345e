package io.tidemark.launcher.service;

import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a service printed.
///
/// @param file may be missing, which reads as empty
public record LogFile(Path file) {
    private static final int WINDOW = 256 * 1024;

    /// The last lines, at most this many, from the last 256 KiB.
    public List<String> tail(int lines) {
        List<String> all = since(Math.max(0, size() - WINDOW)).lines().toList();
        return all.subList(Math.max(0, all.size() - lines), all.size());
    }

    /// Where the file ends now, in bytes.
    public long size() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new Trouble(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// What was added after this place.
    ///
    /// @param from bytes from the beginning
    public String since(long from) {
        long length = size() - from;
        if (length <= 0) {
            return "";
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Math.min(length, WINDOW)));
            channel.read(bytes, from);
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new Trouble(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
