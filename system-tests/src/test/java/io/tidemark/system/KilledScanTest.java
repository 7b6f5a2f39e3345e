package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.KnownProcess;
import io.tidemark.launcher.process.Pause;
import io.tidemark.system.RunningStack.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import static org.assertj.core.api.Assertions.assertThat;

/// What becomes of a scan whose agent is killed, at random moments, `tidemark.kills` times (2).
@ExtendWith(RunningStack.class)
class KilledScanTest {
    private static final int KILLS = Integer.getInteger("tidemark.kills", 2);
    private static final long ENTRIES = 60_000;
    private static final int CALLS_PER_SECOND = 2500;
    /// By then a checkpoint was taken, three seconds after the walk began or went on.
    private static final int SHORTEST_MILLIS = 4500;
    private static final int LONGEST_MILLIS = 7000;

    @Test
    void goesOnAfterEachKillAndFindsWhatAnUninterruptedScanFinds(Started stack) {
        Path root = stack.emptyFolder("killed");
        Shell.run(
                root, "for d in {1..300}; do mkdir -p $((d % 20))/$d; (cd $((d % 20))/$d; touch file-{1..200}); done");
        Shell.run(
                root,
                "for d in {1..19}; do ln $d/$d/file-1 0/20/linked-$d; rm 0/20/file-$d; printf $d > $d/$d/file-2; done");
        Scan scan = Scan.begin(stack.api(), root, Scan.atFullSpeed().put("callsPerSecond", CALLS_PER_SECOND));

        for (int kill = 0; kill < KILLS; kill++) {
            scan.await(job -> job.path("state").asText().equals("running"));
            Pause.millis(ThreadLocalRandom.current().nextInt(SHORTEST_MILLIS, LONGEST_MILLIS));
            assertThat(scan.state()).isEqualTo("running");
            killAgent(stack);
            Launcher.Result up = stack.launcher().run("up");
            assertThat(up.exit()).as(up.text()).isZero();
        }
        scan.changePolicy(Scan.atFullSpeed().putNull("callsPerSecond"));
        scan.awaitState("delivered");

        Scan whole = Scan.begin(stack.api(), root);
        whole.awaitState("delivered");
        JsonNode manifest = scan.manifest();
        assertThat(manifest.path("counts")).isEqualTo(whole.manifest().path("counts"));
        assertThat(manifest.path("counts").path("entries").asLong()).isEqualTo(ENTRIES);
        assertThat(manifest.path("coverage").asDouble()).isEqualTo(1.0);
        assertThat(manifest.path("errors")).isEmpty();
        assertThat(manifest.path("resumed").asInt()).isEqualTo(KILLS);
        assertThat(stack.api()
                        .get(Service.HISTORY, "/api/snapshots/compare/changes?from=" + scan.id() + "&to=" + whole.id())
                        .path("items"))
                .isEmpty();
    }

    private static void killAgent(Started stack) {
        KnownProcess agent =
                KnownProcess.read(stack.layout().pidFile(Service.SCAN)).orElseThrow();
        ProcessHandle.of(agent.pid()).orElseThrow().destroyForcibly();
        assertThat(agent.awaitEnd(Duration.ofSeconds(10))).isTrue();
    }
}
