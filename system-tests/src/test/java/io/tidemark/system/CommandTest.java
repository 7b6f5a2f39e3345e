package io.tidemark.system;

import io.tidemark.launcher.layout.Layout;
import io.tidemark.launcher.process.Pause;
import io.tidemark.system.RunningStack.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/// What a user sees when something is not as it should be.
@ExtendWith(RunningStack.class)
class CommandTest {
    private static final int OTHER_OFFSET = 22_000;
    private static final int INTERRUPTED = 130;

    @TempDir
    Path folder;

    @Test
    void theFirstUpShowsThePasswordAndTheAddresses(Started stack) {
        assertThat(stack.first().exit()).as(stack.first().text()).isZero();
        assertThat(stack.first().text())
                .contains("shown this once: ")
                .contains("auth-service       http://127.0.0.1:29081/openapi")
                .containsPattern("history-service +ready after ");
    }

    @Test
    void tokenPrintsATokenAndNothingElse(Started stack) {
        Launcher.Result token = stack.launcher().run("token");

        assertThat(token.exit()).isZero();
        assertThat(token.text()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+\n");
    }

    @Test
    void aPathThatIsMissingOrNoDirectoryIsOneLine(Started stack) {
        Launcher.Result missing = stack.launcher().run("up", "--scan", "/nope/nothing");
        Launcher.Result file = stack.launcher().run("up", "--scan", "/etc/passwd");

        assertThat(missing).isEqualTo(new Launcher.Result(1, "stack: /nope/nothing does not exist\n"));
        assertThat(file).isEqualTo(new Launcher.Result(1, "stack: /etc/passwd is not a directory\n"));
    }

    @Test
    void aPortInUseIsOneLineAndNothingIsStarted() throws IOException {
        Launcher other = new Launcher(new Layout(folder.resolve("data"), OTHER_OFFSET), List.of());
        try (ServerSocket listening = new ServerSocket(8084 + OTHER_OFFSET, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Launcher.Result up = other.run("up");

            assertThat(listening.isBound()).isTrue();
            assertThat(up.exit()).isEqualTo(1);
            assertThat(up.text())
                    .endsWith("stack: Port 30084 is in use, and analytics-service needs it:"
                            + " stop what listens there, or use --port-offset\n");
            assertThat(other.processes()).isEmpty();
        }
    }

    @Test
    void interruptedWhileItStartsItLeavesNoProcess() {
        Launcher other = new Launcher(new Layout(folder.resolve("data"), OTHER_OFFSET), List.of());
        Launcher.Running up = other.start("up");
        for (int attempt = 0; attempt < 600 && !up.text().contains("waiting for"); attempt++) {
            Pause.millis(50);
        }
        assertThat(other.processes()).hasSizeGreaterThan(6);

        Shell.run(folder, "kill -INT " + up.process().pid());

        assertThat(up.await().exit()).isEqualTo(INTERRUPTED);
        assertThat(other.processes()).isEmpty();
    }

    @Test
    void theScriptFindsAJdkAndTellsHowThingsAre(Started stack) {
        String status = Shell.run(
                Launcher.home(),
                "env -u JAVA_HOME ./stack status --data " + stack.layout().data());

        assertThat(status).containsPattern("auth-service +ready");
    }
}
