package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tidemark.launcher.client.Api;
import io.tidemark.launcher.layout.Service;
import io.tidemark.launcher.process.KnownProcess;
import io.tidemark.launcher.process.Pause;
import io.tidemark.system.RunningStack.Started;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/// Copies that the real agent proves.
@ExtendWith(RunningStack.class)
class DuplicatesTest {
    private static final int LOOKS = 3000;
    private static final long PAUSE_MILLIS = 100;
    private static final long SIZE = 300_000;
    private static final long ON_DISK = 303_104;

    /// An offer to go on in HTTP/2 was once never answered.
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void theAgentProvesCopiesRefutesWhatLooksAlikeAndSaysWhatItCouldNotRead(Started stack) {
        Path root = stack.emptyFolder("copies");
        Shell.run(
                root,
                "head -c 300000 /dev/urandom > one; cp one two; cp one three; ln three name;"
                        + " { head -c 299999 one; printf x; } > end;"
                        + " { head -c 150000 one; head -c 2 /dev/urandom; tail -c 149998 one; } > middle;"
                        + " cp one later; head -c 700 /dev/zero > small; cp small small2; sync");
        Scan.begin(stack.api(), root).awaitState("delivered");
        Shell.run(root, "touch later");

        JsonNode job = await(stack, begin(stack, root));

        JsonNode counts = job.path("counts");
        assertThat(counts.path("files").asLong()).isEqualTo(8);
        assertThat(counts.path("proven").asLong()).isEqualTo(5);
        assertThat(counts.path("refuted").asLong()).isZero();
        assertThat(counts.path("unproven").asLong()).isEqualTo(3);
        assertThat(job.path("reclaimableBytes").asLong()).isEqualTo(2 * ON_DISK + 4096);
        JsonNode group = look(stack, job, "/groups").path("items").get(0);
        assertThat(group.path("group").asText()).isEqualTo(Shell.run(root, "sha256sum one | cut -c1-64"));
        assertThat(group.path("sizeBytes").asLong()).isEqualTo(SIZE);
        assertThat(group.path("files").asLong()).isEqualTo(3);
        assertThat(group.path("names").asLong()).isEqualTo(4);
        JsonNode unproven = look(stack, job, "/unproven").path("items");
        assertThat(unproven.findValuesAsText("path")).containsExactly(root + "/end", root + "/later", root + "/middle");
        assertThat(unproven.findValuesAsText("reason"))
                .containsExactly("others-unproven", "changed", "others-unproven");
    }

    @Test
    void agentAndAnalyticsGoOnWhereTheyWereAfterTheyWereKilled(Started stack) throws Exception {
        Path root = stack.emptyFolder("many-copies");
        Shell.run(root, "for i in {1..8}; do head -c 4M /dev/urandom > $i; cp $i copy-$i; done; sync");
        Scan.begin(stack.api(), root).awaitState("delivered");
        double before = metric(stack, "tidemark_scan_hashed_bytes_total");
        JsonNode begun = begin(stack, root);
        awaitHashed(stack, before + 3 * (4 << 20));

        kill(stack, Service.SCAN);
        kill(stack, Service.ANALYTICS);
        Launcher.Result up = stack.launcher().run("up");

        assertThat(up.exit()).as(up.text()).isZero();
        JsonNode job = await(stack, begun);
        assertThat(job.path("counts").path("proven").asLong()).isEqualTo(16);
        assertThat(job.path("groups").asLong()).isEqualTo(8);
        assertThat(job.path("reclaimableBytes").asLong()).isEqualTo(8L * (4 << 20));
        assertThat(metric(stack, "tidemark_scan_hashed_bytes_total"))
                .as("what was hashed before is not read again")
                .isLessThanOrEqualTo(14.0 * (4 << 20));
    }

    private static void awaitHashed(Started stack, double bytes) throws Exception {
        double read = 0;
        for (int i = 0; i < LOOKS && read < bytes; i++) {
            Pause.millis(PAUSE_MILLIS);
            read = metric(stack, "tidemark_scan_hashed_bytes_total");
        }
        assertThat(read).isGreaterThanOrEqualTo(bytes);
    }

    private static double metric(Started stack, String name) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.layout().address(Service.SCAN) + "/metrics"))
                .header("Accept", "text/plain")
                .timeout(Duration.ofSeconds(30))
                .build();
        return HTTP.send(request, BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    private static void kill(Started stack, Service service) {
        KnownProcess process =
                KnownProcess.read(stack.layout().pidFile(service)).orElseThrow();
        ProcessHandle.of(process.pid()).orElseThrow().destroyForcibly();
        assertThat(process.awaitEnd(Duration.ofSeconds(10))).isTrue();
    }

    private static JsonNode begin(Started stack, Path root) {
        return stack.api()
                .post(
                        Service.ANALYTICS,
                        "/api/analytics/duplicates/jobs?root=" + Api.encode(root.toString()),
                        JsonNodeFactory.instance.objectNode());
    }

    private static JsonNode await(Started stack, JsonNode begun) {
        JsonNode job = begun;
        for (int i = 0; i < LOOKS && job.path("state").asText().equals("running"); i++) {
            Pause.millis(PAUSE_MILLIS);
            job = look(stack, begun, "");
        }
        assertThat(job.path("state").asText()).as(job.toString()).isEqualTo("done");
        return job;
    }

    private static JsonNode look(Started stack, JsonNode job, String what) {
        return stack.api()
                .get(
                        Service.ANALYTICS,
                        "/api/analytics/duplicates/jobs/" + job.path("id").asText() + what);
    }
}
