package io.tidemark.scan.walk;

import io.tidemark.scan.syscall.InventedTree;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.syscall.Syscalls;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

import static org.assertj.core.api.Assertions.assertThat;

/// Sizes at which a walk must not be any different. `docs/benchmarks.md` has what they take.
class WalkLimitsTest {

    private final AtomicLong unordered = new AtomicLong();
    private final AtomicLong mostText = new AtomicLong();
    private byte[] last = new byte[0];

    @Test
    void readsTwoMillionEntriesOfOneDirectoryByName() throws Exception {
        Walk walk = walk(Path.of("/invented"), 1, () -> new InventedTree(1, 1, 2_000_000), this::checkOrder);

        assertThat(walk.counts().files()).isEqualTo(2_000_000);
        assertThat(walk.counts().sizeBytes()).isEqualTo(2_000_000L * InventedTree.FILE_BYTES);
        assertThat(unordered).hasValue(0);
    }

    private void checkOrder(EntryBatch batch) {
        for (int i = 0; i < batch.rows; i++) {
            if (Arrays.compareUnsigned(last, batch.name[i]) >= 0) {
                unordered.incrementAndGet();
            }
            last = batch.name[i];
        }
        batch.rows = 0;
    }

    @Test
    void sumsUpTensOfThousandsOfDirectoriesWithSeveralThreads() throws Exception {
        Walk walk = walk(Path.of("/invented"), 4, () -> new InventedTree(50, 400, 20), batch -> batch.rows = 0);

        assertThat(walk.counts().files()).isEqualTo(400_000);
        assertThat(walk.counts().directories()).isEqualTo(20_051);
        assertThat(walk.errors()).isEmpty();
    }

    @Test
    void reachesTenThousandLevelsWithBatchesOfBoundedSize() throws Throwable {
        Path root = Files.createTempDirectory("levels");
        try {
            Tree.nest(root, "deep-directory", 10_000);

            Walk walk = walk(root, 3, LinuxSyscalls::new, batch -> batch.rows = 0);

            assertThat(walk.counts().directories()).isEqualTo(10_001);
            assertThat(walk.errors()).isEmpty();
            assertThat(mostText.get()).isBetween(1L << 20, 3L << 19);
        } finally {
            Tree.shell(Path.of("/"), "rm -rf '" + root + "'");
        }
    }

    private Walk walk(Path root, int threads, Supplier<Syscalls> kernel, Consumer<EntryBatch> entries)
            throws Exception {
        Walk walk = new Walk(
                new WalkRequest(root, threads, 64),
                kernel,
                Accounts.read(Path.of("/none"), Path.of("/none")),
                thread -> Found.sink(entries),
                thread -> Found.sink(this::measure));
        walk.run();
        return walk;
    }

    private void measure(DirectoryBatch batch) {
        long text = 0;
        for (int i = 0; i < batch.rows; i++) {
            byte[] parent = batch.parent[i];
            text += batch.path[i].length + (parent == null ? 0 : parent.length);
        }
        mostText.accumulateAndGet(text, Math::max);
        batch.rows = 0;
    }
}
