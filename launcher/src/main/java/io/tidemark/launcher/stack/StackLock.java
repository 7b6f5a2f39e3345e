package io.tidemark.launcher.stack;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Held while a stack is started or stopped: one at a time for each data folder. The kernel gives it back when this
/// process ends, however it ends.
public final class StackLock implements AutoCloseable {
    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws Trouble where another process holds it
    public static StackLock take(Layout layout) {
        Path file = layout.run().resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new Trouble("Another ./stack starts or stops the services on " + layout.data() + " right now");
            }
            return new StackLock(channel);
        } catch (IOException e) {
            throw Trouble.writing(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Trouble("The lock cannot be given back: " + e.getMessage(), e);
        }
    }
}
