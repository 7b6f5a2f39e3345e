package io.tidemark.launcher.process;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class KnownProcessTest {
    @TempDir
    Path folder;

    @Test
    void readsFieldsBehindAProgramNameWithSpacesAndParentheses() {
        ProcessStat stat = ProcessStat.parse("42 (a ) Z 1) S 7 8 9 0 0 0 0 0 0 0 31 12 0 0 0 0 3 0 12345 6 7");

        assertThat(stat).isEqualTo(new ProcessStat('S', 8, 43, 3, 12_345));
    }

    @Test
    void aProcessHasEndedOnceItsLastThreadHas() {
        assertThat(new ProcessStat('Z', 8, 43, 2, 12_345).ended()).isFalse();
        assertThat(new ProcessStat('Z', 8, 43, 1, 12_345).ended()).isTrue();
        assertThat(new ProcessStat('X', 8, 43, 0, 12_345).ended()).isTrue();
        assertThat(new ProcessStat('S', 8, 43, 1, 12_345).ended()).isFalse();
    }

    @Test
    void anotherStartTimeIsAnotherProcess() {
        KnownProcess self = KnownProcess.running(ProcessHandle.current().pid()).orElseThrow();

        KnownProcess reused = new KnownProcess(self.pid(), self.startTicks() + 1, self.boot());

        assertThat(self.isAlive()).isTrue();
        assertThat(reused.isAlive()).isFalse();
    }

    @Test
    void anotherBootIsAnotherProcess() {
        KnownProcess self = KnownProcess.running(ProcessHandle.current().pid()).orElseThrow();

        KnownProcess before = new KnownProcess(self.pid(), self.startTicks(), "another boot");

        assertThat(before.isAlive()).isFalse();
    }

    @Test
    void aTornPidFileReadsAsNone() throws IOException {
        Path file = Files.writeString(folder.resolve("torn.pid"), "123 4");

        assertThat(KnownProcess.read(file)).isEmpty();
        assertThat(KnownProcess.read(folder.resolve("missing.pid"))).isEmpty();
    }

    @Test
    void aDetachedProcessHasAGroupOfItsOwnAndLogsAndStops() throws IOException {
        Path log = folder.resolve("log");

        KnownProcess process = Detached.start(
                List.of("bash", "-c", "echo $GREETING; trap 'exit 0' TERM; while :; do sleep 0.05; done"),
                Map.of("GREETING", "hello"),
                folder,
                log);

        process.write(folder.resolve("pid"));
        assertThat(KnownProcess.read(folder.resolve("pid"))).contains(process);
        assertThat(ProcessStat.of(process.pid()).orElseThrow().group()).isEqualTo(process.pid());
        awaitText(log, "hello\n");
        assertThat(process.stop(Duration.ofSeconds(5))).isTrue();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void aProcessThatDoesNotListenIsKilled() throws IOException {
        Path log = folder.resolve("log");
        KnownProcess process = Detached.start(
                List.of("bash", "-c", "trap '' TERM; echo up; while :; do sleep 0.05; done"), Map.of(), folder, log);
        awaitText(log, "up\n");

        boolean byItself = process.stop(Duration.ofMillis(300));

        assertThat(byItself).isFalse();
        assertThat(process.isAlive()).isFalse();
    }

    private static void awaitText(Path file, String text) throws IOException {
        for (int attempt = 0;
                attempt < 100 && !(Files.exists(file) && Files.readString(file).equals(text));
                attempt++) {
            Pause.millis(50);
        }
        assertThat(file).hasContent(text.strip());
    }
}
