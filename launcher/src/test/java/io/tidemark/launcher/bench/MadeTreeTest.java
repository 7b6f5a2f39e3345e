package io.tidemark.launcher.bench;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class MadeTreeTest {
    @TempDir
    Path folder;

    @Test
    void hasFiftyFilesInEachOfItsFolders() throws IOException {
        Path root = MadeTree.of(folder, 1600);

        Sums sums = Sums.ofFind(root);

        assertThat(sums.entries()).isEqualTo(1600);
        assertThat(sums.directories()).isEqualTo(32);
        assertThat(root.resolve("folder-1/folder-6/folder-31")).isDirectory();
        try (var inner = Files.list(root.resolve("folder-1/folder-6"))) {
            assertThat(inner.filter(Files::isRegularFile)).hasSize(50);
        }
    }

    @Test
    void isTheSameTreeWhereverItIsMade() {
        Sums one = Sums.ofFind(MadeTree.of(folder.resolve("one"), 500));
        Sums other = Sums.ofFind(MadeTree.of(folder.resolve("other"), 500));

        assertThat(one).isEqualTo(other);
        assertThat(one.sizeBytes()).isGreaterThan(one.allocatedBytes()).isGreaterThan(1_000_000);
    }
}
