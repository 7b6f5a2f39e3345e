package io.tidemark.history.store;

import io.tidemark.history.sample.SampleFiles;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What every place for files of readings does.
abstract class SampleFilesTest {

    abstract SampleFiles files() throws IOException;

    @Test
    void givesBackWhatWasPut() throws IOException {
        SampleFiles files = files();
        Path written = Files.writeString(files.staging().resolve("one"), "content");

        files.put("2026-01-01-a.parquet", written);

        assertThat(files.get("2026-01-01-a.parquet")).hasContent("content");
        assertThat(written).doesNotExist();
    }

    @Test
    void listsWhatWasPutBeforeATime() throws IOException {
        SampleFiles files = files();
        files.put("2026-01-01-a.parquet", Files.writeString(files.staging().resolve("one"), "content"));

        Instant now = Instant.now();

        assertThat(files.putBefore(now.plus(Duration.ofMinutes(5)))).containsExactly("2026-01-01-a.parquet");
        assertThat(files.putBefore(now.minus(Duration.ofMinutes(5)))).isEmpty();
    }

    @Test
    void hasNothingThatWasRemoved() throws IOException {
        SampleFiles files = files();
        files.put("2026-01-01-a.parquet", Files.writeString(files.staging().resolve("one"), "content"));
        files.get("2026-01-01-a.parquet");

        files.remove("2026-01-01-a.parquet");
        files.remove("2026-01-01-a.parquet");

        assertThatThrownBy(() -> files.get("2026-01-01-a.parquet")).isInstanceOf(NoSuchFileException.class);
    }
}
