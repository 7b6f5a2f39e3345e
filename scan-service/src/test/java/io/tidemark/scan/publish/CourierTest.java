package io.tidemark.scan.publish;

import io.tidemark.platform.client.ServiceRefused;
import io.tidemark.platform.client.ServiceUnavailable;
import io.tidemark.platform.problem.Problem;
import io.tidemark.scan.volume.Sample;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class CourierTest {

    private static final UUID OLDER = UUID.fromString("01900000-0000-7000-8000-000000000001");
    private static final UUID NEWER = UUID.fromString("01900000-0000-7000-8000-000000000002");
    private static final Instant AT = Instant.parse("2026-11-21T05:00:00Z");

    @TempDir
    Path state;

    private final FakeHistory history = new FakeHistory();
    private final List<Delivery> deliveries = new ArrayList<>();
    private @Nullable SnapshotSpool snapshotSpool;
    private @Nullable SampleSpool samples;

    /// Remembers calls, and fails as told.
    private static final class FakeHistory implements History {
        private final List<String> calls = new ArrayList<>();
        private @Nullable RuntimeException failure;

        @Override
        public void putPart(UUID snapshotId, Path file, String sha256) {
            call("part " + file.getFileName() + " " + sha256.substring(0, 4));
        }

        @Override
        public void register(UUID snapshotId, Path manifest) {
            call("register " + snapshotId);
        }

        @Override
        public void addSamples(List<Sample> samples) {
            call("samples " + samples.size());
        }

        private void call(String call) {
            if (failure != null) {
                throw failure;
            }
            calls.add(call);
        }
    }

    @BeforeEach
    void makeSpools() throws Exception {
        snapshotSpool = new SnapshotSpool(state, new SpoolLimits(1 << 20, 10, 0));
        samples = new SampleSpool(state, Duration.ofDays(90));
    }

    @Test
    void deliversTheOldestFirstPartsBeforeTheManifest() throws Exception {
        spool(NEWER);
        spool(OLDER);

        boolean all = courier().deliverAll();

        assertThat(all).isTrue();
        assertThat(history.calls)
                .containsExactly(
                        "part entries-00000.parquet abab",
                        "register " + OLDER,
                        "part entries-00000.parquet abab",
                        "register " + NEWER);
        assertThat(deliveries).containsExactly(new Delivery.Delivered(OLDER), new Delivery.Delivered(NEWER));
        assertThat(snapshots().waiting()).isEmpty();
    }

    @Test
    void keepsEverythingWhileHistoryIsAway() throws Exception {
        spool(OLDER);
        sampleSpool().add(AT, List.of(sample(AT)));
        history.failure = new ServiceUnavailable("connection refused");
        Courier courier = courier();

        assertThat(courier.deliverAll()).isFalse();
        assertThat(courier.trouble()).contains("history cannot be reached: connection refused");
        assertThat(snapshots().waiting()).containsExactly(OLDER);
        history.failure = null;

        assertThat(courier.deliverAll()).isTrue();
        assertThat(courier.trouble()).isEmpty();
        assertThat(history.calls).containsExactly("samples 1", "part entries-00000.parquet abab", "register " + OLDER);
    }

    @Test
    void setsAsideWhatHistoryRefusesAndGoesOn() throws Exception {
        spool(OLDER);
        history.failure = refusal(422);

        assertThat(courier().deliverAll()).isTrue();

        assertThat(snapshots().waiting()).isEmpty();
        assertThat(snapshots().refused()).containsExactly(OLDER);
        assertThat(Files.readString(state.resolve("refused/" + OLDER + "/problem.txt")))
                .isEqualTo("no");
        assertThat(deliveries).containsExactly(new Delivery.Refused(OLDER, "no"));
    }

    @Test
    void keepsWhatIsOnlyNotAllowedAtPresent() throws Exception {
        spool(OLDER);
        history.failure = refusal(403);

        assertThat(courier().deliverAll()).isFalse();

        assertThat(snapshots().waiting()).containsExactly(OLDER);
        assertThat(snapshots().refused()).isEmpty();
    }

    @Test
    void setsAsideASnapshotWhoseManifestIsDamaged() throws Exception {
        spool(OLDER);
        Files.writeString(snapshots().folder(OLDER).resolve("manifest.json"), "{\"formatVersion\":");

        assertThat(courier().deliverAll()).isTrue();

        assertThat(snapshots().refused()).containsExactly(OLDER);
        assertThat(history.calls).isEmpty();
    }

    @Test
    void deliversSamplesOfSeveralHoursOldestFirstAndForgetsThem() throws Exception {
        sampleSpool().add(AT.plusSeconds(3600), List.of(sample(AT.plusSeconds(3600))));
        sampleSpool().add(AT, List.of(sample(AT), sample(AT)));

        courier().deliverAll();

        assertThat(history.calls).containsExactly("samples 2", "samples 1");
        assertThat(sampleSpool().depth()).isZero();
    }

    @Test
    void readsAroundALineThatACrashCutShort() throws Exception {
        Files.writeString(state.resolve("samples/2026-11-21T05.ndjson"), "{\"server\":\"web");
        sampleSpool().add(AT, List.of(sample(AT)));

        courier().deliverAll();

        assertThat(history.calls).containsExactly("samples 1");
    }

    @Test
    void keepsSamplesThatCameDuringDelivery() throws Exception {
        sampleSpool().add(AT, List.of(sample(AT)));
        SampleSpool.Segment segment = sampleSpool().oldest().orElseThrow();
        sampleSpool().add(AT, List.of(sample(AT.plusSeconds(60))));

        sampleSpool().remove(segment);

        assertThat(sampleSpool().oldest().orElseThrow().samples())
                .containsExactly(sample(AT), sample(AT.plusSeconds(60)));
    }

    private SnapshotSpool snapshots() {
        return Objects.requireNonNull(snapshotSpool);
    }

    private SampleSpool sampleSpool() {
        return Objects.requireNonNull(samples);
    }

    private Courier courier() {
        return new Courier(history, snapshots(), sampleSpool(), deliveries::add);
    }

    private static ServiceRefused refusal(int status) {
        return new ServiceRefused("no", new Problem("about:blank", "No", status, "no", "no", List.of()));
    }

    private static Sample sample(Instant at) {
        return new Sample("web-1", "/", "/dev/vda", "ext4", at, 10, 5, 5, 4, 100, 50);
    }

    private void spool(UUID id) throws Exception {
        Path folder = Files.createDirectories(state.resolve("running").resolve(id.toString()));
        Files.writeString(folder.resolve("entries-00000.parquet"), "content");
        Files.writeString(folder.resolve("manifest.json"), """
                {"formatVersion":1,"snapshotId":"%s","server":"web-1","root":"/srv","volume":{"mountPoint":"/",
                "device":"/dev/vda","type":"ext4","options":"rw","start":{"sizeBytes":1,"usedBytes":1,"freeBytes":0,
                "availableBytes":0,"inodes":0,"inodesFree":0},"end":{"sizeBytes":1,"usedBytes":1,"freeBytes":0,
                "availableBytes":0,"inodes":0,"inodesFree":0}},"policy":null,"policyHash":null,
                "startedAt":"2026-11-21T05:00:00Z","finishedAt":"2026-11-21T05:00:01Z","agentVersion":"1","counts":
                {"entries":0,"directories":1,"files":0,"symlinks":0,"others":0,"sizeBytes":0,"allocatedBytes":0,
                "directoryBytes":0,"directoryAllocatedBytes":0,"excluded":0,"failed":0},"errors":[],"coverage":1.0,
                "lastAccess":{"trusted":true,"reason":"r"},"parentSnapshotId":null,"files":[{"file":
                "entries-00000.parquet","kind":"entries","rows":0,"bytes":7,"sha256":"%s"}]}""".formatted(id, "ab".repeat(32)));
        snapshots().add(id, folder);
    }
}
