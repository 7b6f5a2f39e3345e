package io.tidemark.launcher.bench;

import io.tidemark.launcher.trouble.Trouble;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A tree with a number of small files, a hundred in each folder. Made once and used again.
final class MadeTree {
    private static final int PER_FOLDER = 100;
    private static final int FOLDERS_PER_FOLDER = 100;
    private static final int SIZES = 64;

    private MadeTree() {}

    /// @param parent where the tree stands, under a name that tells its size
    static Path of(Path parent, int files) {
        Path root = parent.resolve("files-" + files);
        Path done = parent.resolve("files-" + files + ".made");
        try {
            if (!Files.exists(done)) {
                make(root, files);
                Files.writeString(done, "");
            }
            return root;
        } catch (IOException e) {
            throw Trouble.writing(root, e);
        }
    }

    private static void make(Path root, int files) throws IOException {
        byte[] content = new byte[SIZES];
        for (int i = 0; i < files; i++) {
            int folder = i / PER_FOLDER;
            Path path = root.resolve("part-" + folder / FOLDERS_PER_FOLDER).resolve("folder-" + folder);
            if (i % PER_FOLDER == 0) {
                Files.createDirectories(path);
            }
            Files.write(path.resolve("file-" + i + (i % 2 == 0 ? ".log" : ".dat")), sized(content, i));
        }
    }

    private static byte[] sized(byte[] content, int i) {
        byte[] sized = new byte[i % SIZES];
        System.arraycopy(content, 0, sized, 0, sized.length);
        return sized;
    }
}
