package io.tidemark.scan.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.tidemark.scan.walk.StaleCheckpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/// The file beside a snapshot's tables that says how far they are, and the walk that fills them. It ends with a
/// checksum
/// over all before, and is replaced as a whole, so that a crash leaves the one before.
final class CheckpointFile {

    static final String NAME = "checkpoint";

    private static final int BUFFER = 1 << 16;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private CheckpointFile() {}

    /// Writes what follows the head.
    interface Body {
        void write(DataOutput out) throws IOException;
    }

    /// Replaces the checkpoint of a folder; it is durable when this returns.
    static void write(Path folder, CheckpointHead head, Body body) throws IOException {
        Path temporary = folder.resolve(NAME + ".tmp");
        try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
            CheckedOutputStream checked = new CheckedOutputStream(new BufferedOutputStream(file, BUFFER), new CRC32C());
            DataOutputStream out = new DataOutputStream(checked);
            out.writeUTF(JSON.writeValueAsString(head));
            body.write(out);
            out.writeLong(checked.getChecksum().getValue());
            out.flush();
            file.getFD().sync();
        }
        DurableFiles.move(temporary, folder.resolve(NAME));
    }

    /// A checkpoint that is being read.
    ///
    /// @param body what followed the head
    record Opened(CheckpointHead head, DataInputStream body) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    static boolean isIn(Path folder) {
        return Files.exists(folder.resolve(NAME));
    }

    /// @throws StaleCheckpoint when it is damaged, or of a form that is not known
    static Opened open(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        check(file);
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
        try {
            CheckpointHead head = JSON.readValue(in.readUTF(), CheckpointHead.class);
            if (head.format() != CheckpointHead.FORMAT) {
                throw new StaleCheckpoint("its format is " + head.format());
            }
            return new Opened(head, in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static void check(Path file) throws IOException {
        long content = Files.size(file) - Long.BYTES;
        if (content <= 0) {
            throw new StaleCheckpoint("it is cut off");
        }
        try (InputStream plain = new BufferedInputStream(Files.newInputStream(file), BUFFER)) {
            CheckedInputStream checked = new CheckedInputStream(plain, new CRC32C());
            checked.skipNBytes(content);
            if (checked.getChecksum().getValue() != new DataInputStream(plain).readLong()) {
                throw new StaleCheckpoint("its checksum is wrong");
            }
        }
    }

    static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(NAME));
        Files.deleteIfExists(folder.resolve(NAME + ".tmp"));
    }
}
