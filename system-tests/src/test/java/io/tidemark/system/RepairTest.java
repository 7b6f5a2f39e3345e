package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.KnownProcess;
import io.tidemark.system.RunningStack.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// What becomes of services that go away.
@ExtendWith(RunningStack.class)
class RepairTest {

    @Test
    void aKilledServiceIsToldOfAndUpStartsItAgain(Started stack) {
        KnownProcess alert = running(stack, Service.ALERT);
        kill(alert);
        assertThat(alert.awaitEnd(Duration.ofSeconds(10))).isTrue();

        Launcher.Result status = stack.launcher().run("status");
        Launcher.Result up = stack.launcher().run("up");

        assertThat(status.exit()).isEqualTo(3);
        assertThat(status.text()).containsPattern("alert-service +died");
        assertThat(up.exit()).as(up.text()).isZero();
        assertThat(stack.launcher().run("status").exit()).isZero();
    }

    @Test
    void aSnapshotIsDeliveredOnceHistoryThatWentAwayDuringTheScanIsBack(Started stack) {
        Path root = stack.emptyFolder("resumed");
        Shell.run(root, "for d in {1..200}; do mkdir $d; (cd $d; touch file-{1..500}); done");
        Api api = stack.api();
        KnownProcess history = running(stack, Service.HISTORY);
        Scan scan = Scan.begin(api, root);
        kill(history);
        assertThat(scan.state()).isIn("queued", "running", "sealing");
        assertThat(history.awaitEnd(Duration.ofSeconds(10))).isTrue();
        scan.awaitState("sealed");

        Launcher.Result up = stack.launcher().run("up");

        assertThat(up.exit()).as(up.text()).isZero();
        scan.awaitState("delivered");
        assertThat(scan.snapshot().path("entries").asLong()).isEqualTo(100_000);
    }

    @Test
    void whileHistoryIsAwaySnapshotsWaitUntilTheSpoolIsFullAndAreDeliveredOldestFirst(Started stack) {
        Path root = stack.emptyFolder("spooled");
        Shell.run(root, "touch file");
        Api api = stack.api();
        KnownProcess history = running(stack, Service.HISTORY);
        kill(history);
        assertThat(history.awaitEnd(Duration.ofSeconds(10))).isTrue();
        List<Scan> waiting = new ArrayList<>();
        for (int i = 0; i < RunningStack.SPOOL_SNAPSHOTS; i++) {
            Scan scan = Scan.begin(api, root);
            scan.awaitState("sealed");
            waiting.add(scan);
        }

        assertThatThrownBy(() -> Scan.begin(api, root)).hasMessageContaining("snapshots");

        Launcher.Result up = stack.launcher().run("up");
        assertThat(up.exit()).as(up.text()).isZero();
        waiting.forEach(scan -> scan.awaitState("delivered"));
        assertThat(waiting)
                .extracting(scan -> scan.snapshot().path("registeredAt").asText())
                .isSorted();
    }

    @Test
    void dataIsStillThereAfterDownAndUp(Started stack) {
        Path root = stack.emptyFolder("kept");
        Shell.run(root, "printf 12345 > file");
        stack.launcher().run("up", "--scan", root.toString());
        String key = new OwnAgent(stack).key();
        JsonNode before = stack.api().get(Service.HISTORY, "/api/snapshots?root=" + Api.encode(root.toString()));

        Launcher.Result down = stack.launcher().run("down");
        assertThat(stack.launcher().processes()).isEmpty();
        Launcher.Result up = stack.launcher().run("up");

        assertThat(down.exit()).isZero();
        assertThat(up.exit()).as(up.text()).isZero();
        assertThat(up.text()).doesNotContain("shown this once", "let in");
        assertThat(new OwnAgent(stack).key()).isEqualTo(key);
        JsonNode after = stack.api().get(Service.HISTORY, "/api/snapshots?root=" + Api.encode(root.toString()));
        assertThat(after).isEqualTo(before);
        assertThat(after.path("items")).hasSize(1);
        assertThat(stack.api()
                        .get(Service.ANALYTICS, "/api/folders/" + Api.segments(root.toString()))
                        .path("servers")
                        .path(0)
                        .path("sizeBytes")
                        .asLong())
                .isEqualTo(5);
    }

    private static KnownProcess running(Started stack, Service service) {
        return KnownProcess.read(stack.layout().pidFile(service)).orElseThrow();
    }

    private static void kill(KnownProcess process) {
        ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
    }
}
