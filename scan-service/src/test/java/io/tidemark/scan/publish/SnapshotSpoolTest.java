package io.tidemark.scan.publish;

import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SnapshotSpoolTest {

    private static final UUID ONE = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID OTHER = UUID.fromString("01900000-0000-7000-8000-000000000002");

    @TempDir
    Path state;

    @Test
    void isFullWhenAsManySnapshotsAreKeptAsMayBe() throws Exception {
        SnapshotSpool spool = new SnapshotSpool(state, new SpoolLimits(1 << 20, 2, 0));
        add(spool, ONE);
        assertThat(spool.full()).isEmpty();

        add(spool, OTHER);
        spool.refuse(OTHER, "sums differ");

        assertThat(spool.full())
                .contains(
                        "2 snapshots wait for history or were refused by it, and scan.spool-snapshots allows no more");
        spool.remove(ONE);
        assertThat(spool.full()).isEmpty();
    }

    @Test
    void isFullWhenAsManyBytesAreKeptAsMayBe() throws Exception {
        SnapshotSpool spool = new SnapshotSpool(state, new SpoolLimits(9, 10, 0));
        add(spool, ONE);

        assertThat(spool.bytes()).isEqualTo(9);
        assertThatThrownBy(spool::requireRoom).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.code().code()).isEqualTo("spool-full");
            assertThat(e.code().status()).isEqualTo(503);
            assertThat(e.retryAfter()).hasMinutes(1);
        });
    }

    @Test
    void isFullWhenTheVolumeHasTooLittleRoom() throws Exception {
        SnapshotSpool spool = new SnapshotSpool(state, new SpoolLimits(9, 10, Long.MAX_VALUE));

        assertThat(spool.full()).get().asString().startsWith("the volume of scan.state-dir has only ");
    }

    private void add(SnapshotSpool spool, UUID id) throws Exception {
        Path folder = Files.createDirectories(state.resolve("running").resolve(id.toString()));
        Files.writeString(folder.resolve("entries-00000.parquet"), "content");
        Files.writeString(folder.resolve("manifest.json"), "{}");
        spool.add(id, folder);
    }
}
