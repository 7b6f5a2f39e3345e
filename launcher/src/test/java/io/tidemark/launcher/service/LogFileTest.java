package io.tidemark.launcher.service;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void tailGivesTheLastLines() throws IOException {
        LogFile log = new LogFile(Files.writeString(folder.resolve("log"), "1\n2\n3\n"));

        assertThat(log.tail(2)).containsExactly("2", "3");
        assertThat(log.tail(9)).containsExactly("1", "2", "3");
    }

    @Test
    void sinceGivesWhatWasAdded() throws IOException {
        LogFile log = new LogFile(Files.writeString(folder.resolve("log"), "old\nnew\n"));

        assertThat(log.since(4)).isEqualTo("new\n");
        assertThat(log.since(log.size())).isEmpty();
    }

    @Test
    void aMissingLogIsEmpty() {
        assertThat(new LogFile(folder.resolve("none")).tail(5)).isEmpty();
    }
}
