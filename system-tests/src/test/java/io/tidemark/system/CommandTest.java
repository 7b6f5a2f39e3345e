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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
                .containsPattern("history-service +ready after ")
                .containsPattern("scan-service +let in for server ");
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
            assertThat(up)
                    .isEqualTo(new Launcher.Result(
                            1,
                            "stack: Port 30084 is in use, and analytics-service needs it:"
                                    + " stop what listens there, or use --port-offset\n"));
            assertThat(other.layout().data()).doesNotExist();
        }
    }

    @Test
    void aFullDiskIsOneLineAndNothingIsStarted() {
        assumeTrue(RunningStack.isRoot(), "only root can mount a small disk");
        Path disk = folder.resolve("disk");
        Shell.run(folder, "mkdir disk; mount -t tmpfs -o size=8m small disk");
        try {
            Launcher other = new Launcher(new Layout(disk.resolve("data"), OTHER_OFFSET), List.of());

            Launcher.Result up = other.run("up");

            assertThat(up)
                    .isEqualTo(new Launcher.Result(
                            1,
                            "stack: The disk of " + disk + "/data is full: 8.0 MiB free, 1.5 GiB needed;"
                                    + " make room or use --data\n"));
            assertThat(other.layout().data()).doesNotExist();
        } finally {
            Shell.run(folder, "umount disk");
        }
    }

    @Test
    void withoutAJdkTheScriptSaysWhatToInstall() {
        assumeTrue(RunningStack.isRoot(), "only root can hide this machine's JDK");

        String text = Shell.run(folder, """
                cp %s/stack .
                unshare --mount bash -c '
                    for d in /usr/lib/jvm /usr/java /opt /usr/local; do
                        if [[ -d $d ]]; then mount -t tmpfs none $d; fi
                    done
                    env -i PATH=/usr/bin:/bin ./stack status 2>&1 || echo "exit $?"'""".formatted(Launcher.home()));

        assertThat(text).isEqualTo("""
                stack: a JDK 25 is needed and none was found: install one\
                 (for example Eclipse Temurin 25 from https://adoptium.net) or set JAVA_HOME
                exit 1""");
    }

    @Test
    void theReadmesWayToSignInWithoutTheScriptGivesAToken(Started stack) throws IOException {
        String readme = Files.readString(Launcher.home().resolve("README.md"));
        String command = readme.substring(readme.indexOf("    curl -d grant_type=password"));
        command = command.substring(0, command.indexOf("\n\n"))
                .replace("data/auth", stack.layout().data() + "/auth")
                .replace("localhost:8081", "localhost:29081");

        String answer = Shell.run(folder, command);

        assertThat(Started.json(answer).path("access_token").asText()).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(Started.json(answer).path("token_type").asText()).isEqualTo("Bearer");
    }

    /// Tests that a shell runs in the background inherit that the signal is ignored.
    @Test
    void interruptedWhileItStartsItLeavesNoProcess() {
        Launcher other =
                new Launcher(new Layout(folder.resolve("data"), OTHER_OFFSET), List.of("env", "--default-signal=INT"));
        Launcher.Running up = other.start("up");
        for (int attempt = 0; attempt < 600 && !up.text().contains("waiting for"); attempt++) {
            Pause.millis(50);
        }
        try {
            assertThat(other.processes())
                    .as("PostgreSQL, and all services but the agent")
                    .hasSizeGreaterThan(5);

            Shell.run(folder, "kill -INT " + up.process().pid());

            assertThat(up.await().exit()).isEqualTo(INTERRUPTED);
            assertThat(other.processes()).isEmpty();
        } finally {
            other.run("down");
        }
    }

    @Test
    void theScriptFindsAJdkAndTellsHowThingsAre(Started stack) {
        String status = Shell.run(
                Launcher.home(),
                "env -u JAVA_HOME ./stack status --data " + stack.layout().data());

        assertThat(status).containsPattern("auth-service +ready");
    }
}
