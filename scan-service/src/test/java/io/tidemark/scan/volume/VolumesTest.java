package io.tidemark.scan.volume;

import io.tidemark.scan.syscall.LinuxSyscalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class VolumesTest {

    @TempDir
    Path folder;

    @Test
    void readsTheFiguresOfTheKernel() throws Exception {
        FileStore store = Files.getFileStore(folder);

        Capacity capacity = volumes().capacity(folder.toString());

        assertThat(capacity.sizeBytes()).isEqualTo(store.getTotalSpace());
        assertThat(capacity.usedBytes() + capacity.freeBytes()).isEqualTo(capacity.sizeBytes());
        assertThat(capacity.inodesFree()).isLessThanOrEqualTo(capacity.inodes());
    }

    @Test
    void failsForAPlaceThatIsNotThere() {
        assertThatThrownBy(() -> volumes().capacity("/no/such/place"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/no/such/place");
    }

    @Test
    void samplesWhatCanBeReadAndLeavesOutTheRest() throws Exception {
        Path table = Files.writeString(
                folder.resolve("mountinfo"),
                "1 0 254:0 / / rw - ext4 /dev/vda rw\n2 1 254:1 / /no/such/place rw - xfs /dev/vdb rw\n");
        Instant at = Instant.parse("2026-11-21T05:00:00Z");

        List<Sample> samples = new Volumes(LinuxSyscalls::new, table).sample("web-1", at);

        assertThat(samples).singleElement().satisfies(sample -> {
            assertThat(sample.server()).isEqualTo("web-1");
            assertThat(sample.volume()).isEqualTo("/");
            assertThat(sample.device()).isEqualTo("/dev/vda");
            assertThat(sample.type()).isEqualTo("ext4");
            assertThat(sample.at()).isEqualTo(at);
            assertThat(sample.sizeBytes()).isPositive();
        });
    }

    private Volumes volumes() {
        return new Volumes(LinuxSyscalls::new, Path.of("/proc/self/mountinfo"));
    }
}
