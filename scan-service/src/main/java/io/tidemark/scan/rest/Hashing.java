package io.tidemark.scan.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.TokenSource;
import io.tidemark.scan.hash.AnalyticsOverHttp;
import io.tidemark.scan.hash.HashLimits;
import io.tidemark.scan.hash.HashOutcome;
import io.tidemark.scan.hash.HashingThread;
import io.tidemark.scan.job.JobState;
import io.tidemark.scan.job.ScanSettings;
import io.tidemark.scan.job.Scans;
import io.tidemark.scan.syscall.LinuxSyscalls;
import io.tidemark.scan.throttle.Machine;
import io.tidemark.scan.volume.Volumes;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Hashes files for analytics, where its address is configured.
@Singleton
class Hashing {

    private final ScanConfig config;
    private final Map<HashOutcome, Counter> files = new EnumMap<>(HashOutcome.class);
    private final Counter bytes;
    private @Nullable HashingThread thread;

    Hashing(ScanConfig config, MeterRegistry meters) {
        this.config = config;
        for (HashOutcome outcome : HashOutcome.values()) {
            files.put(outcome, files(outcome, meters));
        }
        this.bytes = Counter.builder("tidemark.scan.hashed")
                .baseUnit("bytes")
                .description("Bytes read to be hashed")
                .register(meters);
    }

    void start(
            @Observes StartupEvent event,
            ScanSettings settings,
            Scans scans,
            Scheduling scheduling,
            Volumes volumes,
            Machine machine,
            Instance<TokenSource> tokens)
            throws IOException {
        HashLimits limits = new HashLimits(
                config.hash().interval(),
                config.hash().bytesPerSecond().asLongValue(),
                config.hash().cached());
        if (config.analyticsUrl().isEmpty()) {
            return;
        }
        URI address = config.analyticsUrl().get();
        HashingThread made = new HashingThread(
                settings.server(),
                new AnalyticsOverHttp(() -> ServiceClient.of(address, tokens.get())),
                limits,
                settings.state(),
                () -> new LinuxSyscalls(config.hostRoot().normalize()),
                volumes,
                machine,
                scheduling::policy,
                () -> scans.active().stream().anyMatch(job -> job.state() == JobState.RUNNING),
                this::count);
        thread = made;
        made.start();
    }

    void stop(@Observes ShutdownEvent event) {
        if (thread != null) {
            thread.close();
        }
    }

    private static Counter files(HashOutcome outcome, MeterRegistry meters) {
        return Counter.builder("tidemark.scan.hashed.files")
                .description("Files that analytics wanted hashed, by what came of it")
                .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
                .register(meters);
    }

    private void count(HashOutcome outcome, long bytesRead) {
        Objects.requireNonNull(files.get(outcome)).increment();
        bytes.increment((double) bytesRead);
    }

    /// Why nothing is hashed at present.
    Optional<String> trouble() {
        return Optional.ofNullable(thread).flatMap(HashingThread::trouble);
    }
}
