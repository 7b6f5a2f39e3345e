package io.tidemark.history.content;

import io.tidemark.history.snapshot.Sha256;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KnownTest {

    private static final Sha256 SUM = Sha256.of(new byte[] {1, 2, 3});
    private static final Sha256 OTHER = Sha256.of(new byte[] {3, 2, 1});

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private final Known known = new Known(Duration.ofMinutes(10), () -> now);
    private Path file;

    @BeforeEach
    void trustOne() throws IOException {
        file = Files.write(folder.resolve("part"), new byte[] {1, 2, 3});
        known.trust(file, SUM);
    }

    @Test
    void trustsAFileWithItsDigestOnly() throws IOException {
        assertThat(known.trusts(file, SUM)).isTrue();
        assertThat(known.trusts(file, OTHER)).isFalse();
    }

    @Test
    void trustsAFileThatWasMoved() throws IOException {
        Path moved = Files.move(file, folder.resolve("sealed"));

        assertThat(known.trusts(moved, SUM)).isTrue();
        assertThatThrownBy(() -> known.trusts(file, SUM)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void doesNotTrustAnotherFileInItsPlace() throws IOException {
        Path other = Files.write(folder.resolve("other"), new byte[] {1, 2, 3});
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));

        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(known.trusts(file, SUM)).isFalse();
    }

    @Test
    void doesNotTrustWhatWasWrittenTo() throws IOException {
        FileTime before = Files.getLastModifiedTime(file);

        Files.write(file, new byte[] {1, 2, 4});
        Files.setLastModifiedTime(file, FileTime.from(before.toInstant().plusNanos(1_000)));

        assertThat(known.trusts(file, SUM)).isFalse();
    }

    @Test
    void doesNotTrustForEver() throws IOException {
        now = now.plus(Duration.ofMinutes(10));

        assertThat(known.trusts(file, SUM)).isFalse();
    }

    @Test
    void forgets() throws IOException {
        known.forget(file);

        assertThat(known.trusts(file, SUM)).isFalse();
    }
}
