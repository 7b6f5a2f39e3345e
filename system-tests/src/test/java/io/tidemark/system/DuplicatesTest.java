package io.tidemark.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/// Copies that real agents prove.
@ExtendWith(RunningStack.class)
class DuplicatesTest {
    private static final int LOOKS = 3000;
    private static final long PAUSE_MILLIS = 100;
    private static final long CHUNK = 4 << 20;
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
    void aCopyOnAnotherServerIsProvenByTheAgentsOfBothAndTheFleetIsTheSumOfBoth(Started stack) throws Exception {
        Path here = stack.emptyFolder("copies-here");
        Path there = stack.emptyFolder("copies-there");
        Shell.run(here, "head -c 300000 /dev/urandom > report; head -c 1000 /dev/urandom > only-here; sync");
        Shell.run(
                there,
                "cp ../copies-here/report copy; head -c 300000 /dev/urandom > alike; printf 12 > only-there; sync");
        EnrolledAgent other = EnrolledAgent.with(stack, "twin", 29_204, token(stack, "twin"));
        Process process = other.start();
        JsonNode job;
        try {
            awaitReporting(other);
            String snapshot = other.scan(there);
            Scan.begin(stack.api(), here).awaitState("delivered");
            awaitSnapshot(stack, snapshot);
            job = await(stack, begin(stack, here, there));
        } finally {
            process.destroyForcibly().waitFor();
        }

        assertThat(job.path("counts").path("files").asLong()).isEqualTo(3);
        assertThat(job.path("counts").path("proven").asLong()).isEqualTo(2);
        assertThat(job.path("counts").path("refuted").asLong()).isEqualTo(1);
        JsonNode groups = look(stack, job, "/groups").path("items");
        assertThat(groups).hasSize(1);
        assertThat(groups.get(0).path("group").asText()).isEqualTo(Shell.run(here, "sha256sum report | cut -c1-64"));
        assertThat(groups.get(0).path("servers").asLong()).isEqualTo(2);
        JsonNode copies = look(stack, job, "/copies").path("items");
        String own = new OwnAgent(stack).server();
        assertThat(copies.findValuesAsText("server")).containsExactlyInAnyOrder(own, "twin");
        assertThat(copies.findValuesAsText("path")).containsExactlyInAnyOrder(here + "/report", there + "/copy");
        assertFleetIsTheSum(stack, here, there, own);
    }

    private static void assertFleetIsTheSum(Started stack, Path here, Path there, String own) {
        Map<String, Long> bytes = Map.of(own, SIZE + 1000, "twin", 2 * SIZE + 2);
        JsonNode fleet = stack.api().get(Service.ANALYTICS, "/api/analytics/fleet?by=size&" + roots(here, there));
        JsonNode all = stack.api().get(Service.ANALYTICS, "/api/analytics/distribution?by=type&" + roots(here, there));

        assertThat(fleet.path("items")).hasSize(2);
        fleet.path("items")
                .forEach(item -> assertThat(item.path("value").asLong())
                        .isEqualTo(bytes.getOrDefault(item.path("server").asText(), 0L)));
        assertThat(fleet.path("spread").path("sum").asLong()).isEqualTo(3 * SIZE + 1002);
        assertThat(all.path("total").path("sizeBytes").asLong()).isEqualTo(3 * SIZE + 1002);
        assertThat(all.path("total").path("entries").asLong()).isEqualTo(5);
        assertThat(fleet.path("basis").path("complete").asBoolean()).isTrue();
    }

    private static String token(Started stack, String server) {
        return stack.api()
                .post(
                        Service.AUTH,
                        "/api/auth/enrolments",
                        JsonNodeFactory.instance.objectNode().put("server", server))
                .path("token")
                .asText();
    }

    private static void awaitReporting(EnrolledAgent agent) {
        String state = "";
        for (int i = 0; i < LOOKS && !state.equals("reporting"); i++) {
            Pause.millis(PAUSE_MILLIS);
            state = agent.known().path("state").asText();
        }
        assertThat(state).isEqualTo("reporting");
    }

    private static void awaitSnapshot(Started stack, String id) {
        int status = 0;
        for (int i = 0; i < LOOKS && status != 200; i++) {
            Pause.millis(PAUSE_MILLIS);
            status = stack.api().look(Service.HISTORY, "/api/snapshots/" + id).status();
        }
        assertThat(status).isEqualTo(200);
    }

    @Test
    void agentAndAnalyticsGoOnWhereTheyWereAfterTheyWereKilled(Started stack) throws Exception {
        Path root = stack.emptyFolder("many-copies");
        Shell.run(root, "for i in {1..8}; do head -c 4M /dev/urandom > $i; cp $i copy-$i; done; sync");
        Scan.begin(stack.api(), root).awaitState("delivered");
        double before = metric(stack, "tidemark_scan_hashed_bytes_total");
        JsonNode begun = begin(stack, root);
        awaitHashed(stack, before + 3 * CHUNK);
        // From its next start on the agent does not wait for others: of 45 s, it gave way to them for 37.
        hash(stack, Scan.atFullSpeed());

        kill(stack, Service.SCAN);
        kill(stack, Service.ANALYTICS);
        Launcher.Result up = stack.launcher().run("up");

        assertThat(up.exit()).as(up.text()).isZero();
        JsonNode job = await(stack, begun);
        assertThat(job.path("counts").path("proven").asLong()).isEqualTo(16);
        assertThat(job.path("groups").asLong()).isEqualTo(8);
        assertThat(job.path("reclaimableBytes").asLong()).isEqualTo(8 * CHUNK);
        assertThat(metric(stack, "tidemark_scan_hashed_bytes_total"))
                .as("what was hashed before is not read again")
                .isLessThanOrEqualTo(14.0 * CHUNK);
        hash(stack, JsonNodeFactory.instance.objectNode());
    }

    /// Attaches a policy to the agent of this machine.
    private static void hash(Started stack, ObjectNode policy) {
        String target = "server:" + new OwnAgent(stack).server();
        stack.api().put(Service.HISTORY, "/api/policies/scan/" + Api.encode(target), policy);
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

    private static JsonNode begin(Started stack, Path... roots) {
        return stack.api()
                .post(
                        Service.ANALYTICS,
                        "/api/analytics/duplicates/jobs?" + roots(roots),
                        JsonNodeFactory.instance.objectNode());
    }

    private static String roots(Path... roots) {
        return Arrays.stream(roots)
                .map(root -> "root=" + Api.encode(root.toString()))
                .collect(Collectors.joining("&"));
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
