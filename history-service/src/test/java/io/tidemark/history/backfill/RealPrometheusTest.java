package io.tidemark.history.backfill;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.history.backfill.Backfill.State;
import io.tidemark.history.sample.Sample;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.tenant.Tenant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedWriter;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// A year as a real Prometheus tells it: a volume read every half hour, with a gap of three days, a
/// size that doubles
/// in the middle, and an instance that had another name before that.
class RealPrometheusTest {

    private static final Instant FROM = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant RENAMED = FROM.plus(Duration.ofDays(182));
    private static final Instant TO = FROM.plus(Duration.ofDays(365));
    private static final Instant GAP = FROM.plus(Duration.ofDays(100));
    private static final Duration GAP_LENGTH = Duration.ofDays(3);
    private static final Duration STEP = Duration.ofMinutes(30);
    private static final long SIZE = 1L << 40;

    @TempDir
    Path folder;

    @Test
    void takesOverAYearWithAGapAResizeAndARenamedInstance() throws Exception {
        assumeTrue(
                isInstalled("prometheus") && isInstalled("promtool"), "Debian's package prometheus is not installed");
        makeBlocks();
        int port = freePort();
        Process process = start(port);
        try {
            URI url = URI.create("http://127.0.0.1:" + port);
            awaitReady(url);
            Map<Instant, Sample> kept = new TreeMap<>();
            FakeRegister register = new FakeRegister();
            Backfills backfills = backfills(register, kept);
            Source source =
                    new Source(url, FROM, TO, STEP, "instance", Map.of("old-name:9100", new ServerName("web-1")));
            UUID id = UUID.randomUUID();

            Mapping mapping = backfills.mapping(source, Tenant.DEFAULT);
            backfills.begin(id, source, Tenant.DEFAULT, "ann");
            backfills.runOpen();

            assertThat(mapping.mapped())
                    .extracting(one -> one.labels().get("instance") + " " + one.server() + " " + one.volume())
                    .containsExactlyInAnyOrder("old-name:9100 web-1 /data", "web-1:9100 web-1 /data");
            assertThat(mapping.leftOut()).extracting(Mapping.LeftOut::reason).hasSize(1);
            assertThat(backfills.find(id).state()).isEqualTo(State.DONE);
            assertThat(kept).containsExactlyEntriesOf(truth());
        } finally {
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static Backfills backfills(FakeRegister register, Map<Instant, Sample> kept) {
        Prometheus prometheus = new Prometheus(
                FakePrometheus.askingLoopback(),
                new ObjectMapper(),
                new Prometheus.Limits(Duration.ofSeconds(30), 8 << 20, Set.of()));
        return new Backfills(
                register,
                prometheus,
                samples -> {
                    int before = kept.size();
                    samples.forEach(one -> assertThat(kept.put(one.at(), one)).isNull());
                    return kept.size() - before;
                },
                InstantSource.fixed(TO),
                Duration.ofMillis(100));
    }

    /// What the year holds, by the time of its reading.
    private static Map<Instant, Sample> truth() {
        Map<Instant, Sample> truth = new TreeMap<>();
        for (Instant at = FROM; at.isBefore(TO); at = at.plus(STEP)) {
            if (at.isBefore(GAP) || !at.isBefore(GAP.plus(GAP_LENGTH))) {
                long size = at.isBefore(RENAMED) ? SIZE : 2 * SIZE;
                long used = used(at);
                truth.put(
                        at,
                        new Sample(
                                new ServerName("web-1"),
                                "/data",
                                "/dev/sdb",
                                "xfs",
                                null,
                                at,
                                size,
                                used,
                                size - used,
                                size - used - 4096,
                                1_000_000,
                                500_000));
            }
        }
        return truth;
    }

    private static long used(Instant at) {
        return Duration.between(FROM, at).toMinutes() * 4096;
    }

    private void makeBlocks() throws IOException, InterruptedException {
        Path text = folder.resolve("year.om");
        try (BufferedWriter out = Files.newBufferedWriter(text)) {
            metric(out, "node_filesystem_size_bytes", Sample::sizeBytes);
            metric(out, "node_filesystem_free_bytes", Sample::freeBytes);
            metric(out, "node_filesystem_avail_bytes", Sample::availableBytes);
            metric(out, "node_filesystem_files", Sample::inodes);
            metric(out, "node_filesystem_files_free", Sample::inodesFree);
            out.write("# EOF\n");
        }
        run(
                "promtool",
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                "--max-block-duration=744h",
                "-q",
                text.toString(),
                folder.resolve("data").toString());
    }

    private static void metric(BufferedWriter out, String name, java.util.function.ToLongFunction<Sample> value)
            throws IOException {
        out.write("# TYPE " + name + " gauge\n");
        String labels = "{job=\"node\",instance=\"%s\",mountpoint=\"%s\",device=\"%s\",fstype=\"%s\"} ";
        for (Sample one : truth().values()) {
            String instance = one.at().isBefore(RENAMED) ? "old-name:9100" : "web-1:9100";
            // A scrape is some seconds before the moment that stands for it.
            long second = one.at().getEpochSecond() - 7;
            out.write(name + labels.formatted(instance, "/data", "/dev/sdb", "xfs") + value.applyAsLong(one) + " "
                    + second + "\n");
        }
        out.write(name + labels.formatted("web-1:9100", "/run", "tmpfs", "tmpfs") + "5 " + (TO.getEpochSecond() - 60)
                + "\n");
    }

    private Process start(int port) throws IOException {
        Path config = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--storage.tsdb.retention.time=20y",
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }

    private static void awaitReady(URI url) throws Exception {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!isReady(url)) {
            assertThat(Instant.now()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private static boolean isReady(URI url) {
        try {
            HttpURLConnection ready =
                    (HttpURLConnection) url.resolve("/-/ready").toURL().openConnection();
            return ready.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("promtool.log").toFile())
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
