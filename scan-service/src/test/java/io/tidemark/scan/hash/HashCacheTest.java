package io.tidemark.scan.hash;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class HashCacheTest {

    private static final FileVersion FILE = new FileVersion(1, 2, 3, 4);
    private static final String ONE = "1".repeat(64);
    private static final String OTHER = "2".repeat(64);

    @TempDir
    Path folder;

    @Test
    void remembersEachStageOverARestart() throws IOException {
        try (HashCache cache = new HashCache(folder, 64)) {
            cache.put(FILE, HashStage.PARTIAL, ONE);
            cache.put(FILE, HashStage.FULL, OTHER);
        }

        try (HashCache cache = new HashCache(folder, 64)) {

            assertThat(cache.find(FILE, HashStage.PARTIAL)).contains(ONE);
            assertThat(cache.find(FILE, HashStage.FULL)).contains(OTHER);
        }
    }

    @Test
    void knowsNothingOfAFileThatDiffersInAnything() throws IOException {
        try (HashCache cache = new HashCache(folder, 4)) {
            cache.put(FILE, HashStage.FULL, ONE);

            assertThat(cache.find(new FileVersion(9, 2, 3, 4), HashStage.FULL)).isEmpty();
            assertThat(cache.find(new FileVersion(1, 9, 3, 4), HashStage.FULL)).isEmpty();
            assertThat(cache.find(new FileVersion(1, 2, 9, 4), HashStage.FULL)).isEmpty();
            assertThat(cache.find(new FileVersion(1, 2, 3, 9), HashStage.FULL)).isEmpty();
            assertThat(cache.find(FILE, HashStage.PARTIAL)).isEmpty();
        }
    }

    @Test
    void aNewerVersionTakesThePlaceOfTheOlder() throws IOException {
        FileVersion newer = new FileVersion(1, 2, 30, 40);
        try (HashCache cache = new HashCache(folder, 4)) {
            cache.put(FILE, HashStage.FULL, ONE);
            cache.put(newer, HashStage.FULL, OTHER);

            assertThat(cache.find(FILE, HashStage.FULL)).isEmpty();
            assertThat(cache.find(newer, HashStage.FULL)).contains(OTHER);
        }
    }

    @Test
    void neverGrowsBeyondItsSlotsAndKeepsTheNewest() throws IOException {
        try (HashCache cache = new HashCache(folder, 64)) {
            for (int inode = 0; inode < 1000; inode++) {
                FileVersion file = new FileVersion(1, inode, 3, 4);
                cache.put(file, HashStage.FULL, ONE);
                assertThat(cache.find(file, HashStage.FULL)).contains(ONE);
            }
        }

        assertThat(Files.size(folder.resolve("hashes-1"))).isLessThanOrEqualTo(64 * 69);
    }

    @Test
    void aSlotThatWasDamagedIsEmpty() throws IOException {
        try (HashCache cache = new HashCache(folder, 4)) {
            cache.put(FILE, HashStage.FULL, ONE);
        }
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("hashes-1").toFile(), "rw")) {
            file.seek(40);
            file.write(0);
        }

        try (HashCache cache = new HashCache(folder, 4)) {

            assertThat(cache.find(FILE, HashStage.FULL)).isEmpty();
        }
    }

    @Test
    void aCacheThatWasLargerBeginsAnew() throws IOException {
        try (HashCache cache = new HashCache(folder, 4096)) {
            for (int inode = 0; inode < 100; inode++) {
                cache.put(new FileVersion(1, inode, 3, 4), HashStage.FULL, ONE);
            }
        }

        try (HashCache cache = new HashCache(folder, 4)) {

            assertThat(cache.find(new FileVersion(1, 99, 3, 4), HashStage.FULL)).isEmpty();
        }
        assertThat(Files.size(folder.resolve("hashes-1"))).isZero();
    }
}
