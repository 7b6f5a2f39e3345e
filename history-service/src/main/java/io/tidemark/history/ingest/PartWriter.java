package io.tidemark.history.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// The one request that may write to a part. A later request takes its place: the sender came back, and the connection
/// it came on before is dead though nobody told this side.
final class PartWriter {

    private boolean stopped;

    /// Something that only the writer may do.
    interface Step {
        void run() throws IOException;
    }

    /// After it returns nothing more is written.
    synchronized void stop() {
        stopped = true;
    }

    synchronized void alone(Step step) throws IOException {
        if (stopped) {
            throw new IOException("another request goes on with this part");
        }
        step.run();
    }

    /// @throws DiskTrouble when it cannot be written
    void write(FileChannel file, ByteBuffer bytes, long offset) throws IOException {
        alone(() -> {
            long at = offset;
            try {
                while (bytes.hasRemaining()) {
                    at += file.write(bytes, at);
                }
            } catch (IOException e) {
                throw new DiskTrouble(e);
            }
        });
    }
}
