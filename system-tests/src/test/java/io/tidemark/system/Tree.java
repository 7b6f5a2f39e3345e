package io.tidemark.system;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/// A tree with everything that makes counting hard.
final class Tree {
    private static final int NESTED = 2000;
    private static final int SPARSE_BYTES = 1 << 30;

    private Tree() {}

    /// Makes it in an empty folder.
    static void make(Path root) {
        try {
            plainFiles(root);
            links(root);
            special(root);
            names(root);
            Files.createDirectories(Path.of(root + "/d".repeat(NESTED)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void plainFiles(Path root) throws IOException {
        Path plain = Files.createDirectories(root.resolve("plain/deeper"));
        for (int i = 0; i < 300; i++) {
            Files.write(plain.resolve("file-" + i + (i % 3 == 0 ? ".txt" : ".dat")), new byte[i * 37]);
        }
        Files.write(root.resolve("plain/largest.bin"), new byte[5_000_000]);
        Files.createDirectories(root.resolve("empty"));
    }

    private static void links(Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("links"));
        Path first = Files.write(folder.resolve("first.bin"), new byte[70_000]);
        Files.createLink(folder.resolve("second.bin"), first);
        Files.createLink(root.resolve("plain/third.bin"), first);
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Files.createSymbolicLink(folder.resolve("self"), Path.of("self"));
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("/nowhere/at/all"));
    }

    private static void special(Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("special"));
        Shell.run(folder, "mkfifo pipe");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
        }
        try (RandomAccessFile sparse =
                new RandomAccessFile(folder.resolve("sparse.img").toFile(), "rw")) {
            sparse.setLength(SPARSE_BYTES);
            sparse.seek(SPARSE_BYTES / 2);
            sparse.write(new byte[8192]);
        }
    }

    private static void names(Path root) throws IOException {
        Path folder = Files.createDirectories(root.resolve("names"));
        Shell.run(
                folder,
                "printf 1234567 > $'new\\nline.txt'; printf 123 > $'latin-\\xe9.txt'; printf 12 > 'ünïcode.TXT'");
    }
}
