package io.tidemark.scan.syscall;

import io.tidemark.scan.testing.Shell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class ThreadPriorityTest {

    private static final Path ANYWHERE = Path.of("/");

    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void needsIonice() {
        assumeTrue(Shell.attempt(ANYWHERE, "command -v ionice").status() == 0, "needs ionice");
    }

    @Test
    void setsTheDiskClassOfTheCallingThreadAloneAndGoesBack() throws Exception {
        Thread thread = Thread.ofPlatform().start(() -> {
            seen.add("answer " + ThreadPriority.ioIdle());
            seen.add(ionice());
            seen.add("answer " + ThreadPriority.ioNormal());
            seen.add(ionice());
        });
        thread.join();

        String own = ionice();

        assertThat(seen).startsWith("answer 0", "idle", "answer 0");
        assertThat(seen.getLast()).isEqualTo(own).isNotEqualTo("idle");
    }

    /// What another program sees of the calling thread.
    private static String ionice() {
        try {
            String thread = Files.readSymbolicLink(Path.of("/proc/thread-self"))
                    .getFileName()
                    .toString();
            return Shell.run(ANYWHERE, "ionice -p " + thread).strip();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
