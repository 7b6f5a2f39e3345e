package io.tidemark.scan.rest;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tidemark.platform.client.AuthAddress;
import io.tidemark.platform.client.IdentityTokenSource;
import io.tidemark.platform.client.OwnIdentity;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.TokenSource;
import io.tidemark.scan.identity.AuthOverHttp;
import io.tidemark.scan.identity.EnrolledTokens;
import io.tidemark.scan.identity.EnrolmentToken;
import io.tidemark.scan.identity.IdentityFile;
import io.tidemark.scan.job.ScanSettings;
import io.tidemark.scan.job.Scans;
import io.tidemark.scan.publish.Courier;
import io.tidemark.scan.publish.CourierThread;
import io.tidemark.scan.publish.History;
import io.tidemark.scan.publish.HistoryOverHttp;
import io.tidemark.scan.publish.SampleSpool;
import io.tidemark.scan.publish.SnapshotSpool;
import io.tidemark.scan.publish.SpoolLimits;
import io.tidemark.scan.snapshot.Recorder;
import io.tidemark.scan.snapshot.WriterLimits;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.syscall.Syscalls;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.volume.Volumes;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Puts the parts together.
@Singleton
class ScanBeans {

    private static final long MIB = 1 << 20;
    /// That all walking threads together hold before they encode them.
    private static final int MOST_ROWS = 1 << 18;
    private static final int MOST_WALKERS = 8;

    private final ScanConfig config;

    ScanBeans(ScanConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Volumes volumes() {
        return new Volumes(kernel(), config.mountTable(), host());
    }

    private Supplier<Syscalls> kernel() {
        Path host = host();
        return () -> new LinuxSyscalls(host);
    }

    private Path host() {
        Path host = config.hostRoot();
        if (!host.isAbsolute() || !Files.isDirectory(host)) {
            throw new IllegalArgumentException("scan.host-root must be a directory with an absolute path, not " + host);
        }
        return host.normalize();
    }

    @Produces
    @Singleton
    SnapshotSpool snapshotSpool() throws IOException {
        return new SnapshotSpool(
                state(),
                new SpoolLimits(config.spoolMib() * MIB, config.spoolSnapshots(), config.spoolFreeMib() * MIB));
    }

    @Produces
    @Singleton
    SampleSpool sampleSpool() throws IOException {
        return new SampleSpool(state(), config.sampleKeep());
    }

    @Produces
    @Singleton
    ScanSettings settings() throws IOException {
        return new ScanSettings(
                config.server().orElseGet(ScanBeans::hostName), state(), config.queue(), config.remember());
    }

    @Produces
    @Singleton
    Recorder recorder(
            Volumes volumes,
            InstantSource clock,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        int threads = config.threads().orElse(Math.min(2 * Runtime.getRuntime().availableProcessors(), MOST_WALKERS));
        return new Recorder(
                kernel(),
                volumes,
                clock,
                threads,
                config.descriptors(),
                new WriterLimits(
                        Math.min(config.writer().rowGroupRows(), MOST_ROWS / threads),
                        config.writer().fileMib() * MIB,
                        config.resumeLimit()),
                config.passwd().orElse(host().resolve("etc/passwd")),
                config.group().orElse(host().resolve("etc/group")),
                version);
    }

    /// By a secret or a projected token where one is configured, else by the key that this agent enrols
    /// with.
    @Produces
    @Singleton
    TokenSource tokens(AuthAddress auth, OwnIdentity own, ScanSettings settings, InstantSource clock) {
        ScanConfig.Enrolment enrolment = config.enrolment();
        return IdentityTokenSource.configured(auth, own)
                .orElseGet(() -> new EnrolledTokens(
                        new AuthOverHttp(auth.url(), clock),
                        new IdentityFile(settings.state().resolve("identity.json")),
                        settings.server(),
                        new EnrolmentToken(enrolment.token(), enrolment.tokenFile()),
                        enrolment.renewAfter(),
                        clock));
    }

    @Produces
    @Singleton
    HistoryOverHttp history(Instance<TokenSource> tokens) {
        return new HistoryOverHttp(() -> ServiceClient.of(config.historyUrl(), tokens.get()));
    }

    @Produces
    @Singleton
    Machine machine() {
        return Machine.real();
    }

    void leave(@Disposes Machine machine) {
        machine.close();
    }

    @Produces
    @Singleton
    Scans scans(ScanSettings settings, Recorder recorder, Machine machine, SnapshotSpool spool, AfterScan afterScan)
            throws IOException {
        return new Scans(settings, recorder, machine, spool, afterScan);
    }

    @Produces
    @Singleton
    Courier courier(History history, SnapshotSpool snapshots, SampleSpool samples, Scans scans) {
        return new Courier(history, snapshots, samples, scans::delivered);
    }

    @Produces
    @Singleton
    CourierThread courierThread(Courier courier) {
        return new CourierThread(courier, config.deliveryPause());
    }

    void start(@Observes StartupEvent event, Scans scans, CourierThread courier, Sampling sampling) {
        courier.start();
        sampling.sample();
    }

    void stop(@Observes ShutdownEvent event, CourierThread courier, Scans scans) {
        scans.stopping();
        courier.close();
    }

    private Path state() throws IOException {
        return Files.createDirectories(config.stateDir().toAbsolutePath().normalize());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("this host does not know its name: set scan.server", e);
        }
    }
}
