package io.tidemark.launcher.stack;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.trouble.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GroundTest {
    @TempDir
    Path folder;

    @Test
    void aRelativeRootBecomesAbsolute() {
        assertThat(Ground.scanRoot(Path.of("src/../src")))
                .isEqualTo(Path.of("src").toAbsolutePath());
    }

    @Test
    void aRootThatIsMissingOrAFileIsOneLine() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Ground.scanRoot(folder.resolve("nope")))
                .isInstanceOf(Trouble.class)
                .hasMessage(folder + "/nope does not exist");
        assertThatThrownBy(() -> Ground.scanRoot(file)).hasMessage(file + " is not a directory");
    }

    @Test
    void aPortInUseNamesWhoNeedsIt() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            int port = listening.getLocalPort();

            assertThatThrownBy(() -> Ground.requirePorts(List.of(new Ground.Wanted(port, "scan-service"))))
                    .isInstanceOf(Trouble.class)
                    .hasMessage("Port " + port
                            + " is in use, and scan-service needs it: stop what listens there, or use --port-offset");
        }
    }

    @Test
    void oneStackAtATimeStartsOnADataFolder() {
        Layout layout = new Layout(folder, 0);
        Ground.prepare(layout);

        StackLock.take(layout).close();

        StackLock.take(layout).close();
    }

    @Test
    void theDataFolderRemembersItsPorts() {
        Layout layout = new Layout(folder, 70);
        Ground.prepare(layout);

        Ports.remember(layout);

        assertThat(Ports.remembered(folder)).isEqualTo(70);
        assertThat(Ports.remembered(folder.resolve("other"))).isZero();
    }
}
