package io.tidemark.launcher.bench;

import io.tidemark.launcher.trouble.Trouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SubjectTest {
    @TempDir
    Path root;

    @BeforeEach
    void makeTree() throws IOException {
        Path inner = Files.createDirectory(root.resolve("inner"));
        Path file = Files.write(inner.resolve("name with spaces\n"), new byte[5000]);
        Files.createLink(root.resolve("other name"), file);
        Files.createSymbolicLink(root.resolve("link"), Path.of("inner"));
    }

    @Test
    void addsUpEachInodeOnce() {
        Sums sums = Subject.examine("tree", root).sums();

        assertThat(sums.entries()).isEqualTo(3);
        assertThat(sums.directories()).isEqualTo(2);
        assertThat(sums.sizeBytes()).isEqualTo(5000 + "inner".length());
        assertThat(sums.allocatedBytes()).isEqualTo(8192);
    }

    @Test
    void toolsFindTheSameBytes() {
        Subject subject = Subject.examine("tree", root);

        Run run = Tool.DU.run(subject);

        assertThat(run.wallSeconds()).isGreaterThan(0);
        assertThat(subject.changes()).isEmpty();
    }

    @Test
    void aDifferenceNamesWhatChangedMeanwhile() throws IOException {
        Subject subject = Subject.examine("tree", root);
        Path late = Files.write(root.resolve("inner/late"), new byte[100_000]);

        assertThatThrownBy(() -> Tool.DU.run(subject))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("2 changed meanwhile: " + root.resolve("inner") + ", " + late);
    }

    @Test
    void aDifferenceWithoutAChangeIsToldAsSuch() {
        Subject subject = Subject.examine("tree", root);

        assertThatThrownBy(() -> subject.requireEqual("somebody", 4L, 3L))
                .hasMessage("somebody finds 4 in " + root
                        + ", find found 3; nothing changed meanwhile; no time is worth telling");
    }
}
