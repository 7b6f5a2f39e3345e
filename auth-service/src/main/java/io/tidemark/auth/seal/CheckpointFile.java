package io.tidemark.auth.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Checkpoints one after the other in a file that only grows, each followed by an empty line. A site keeps a copy where
/// the database's administrator cannot reach it.
public final class CheckpointFile implements CheckpointPlace {
    private final Path file;

    public CheckpointFile(Path file) {
        this.file = file;
    }

    /// On the disk when it returns.
    @Override
    public void append(Checkpoint checkpoint) {
        try {
            Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
                ByteBuffer bytes = ByteBuffer.wrap((checkpoint.note() + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint cannot be written to " + file, e);
        }
    }

    /// All notes in the file; none where there is no file.
    @Override
    public List<String> notes() {
        try {
            return Files.exists(file) ? split(Files.readString(file)) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoints cannot be read from " + file, e);
        }
    }

    /// Text and signatures of each note, as they were written. What a crash left half written is a note of its own,
    /// which nobody signed.
    public static List<String> split(String content) {
        List<String> blocks = Arrays.stream(content.split("\n\n", -1))
                .map(String::strip)
                .filter(block -> !block.isEmpty())
                .toList();
        List<String> notes = new ArrayList<>();
        for (String block : blocks) {
            if (block.startsWith("\u2014 ") && !notes.isEmpty()) {
                notes.set(notes.size() - 1, notes.getLast() + "\n\n" + block + "\n");
            } else {
                notes.add(block);
            }
        }
        return notes;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
