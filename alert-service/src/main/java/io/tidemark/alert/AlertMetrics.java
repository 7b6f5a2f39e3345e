package io.tidemark.alert;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tidemark.alert.evaluation.AlertStore.Tally;
import io.tidemark.alert.evaluation.Pass;
import io.tidemark.alert.evaluation.Phase;
import io.tidemark.alert.evaluation.Watch;
import io.tidemark.alert.rule.Severity;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// What this service tells Prometheus about itself.
@Singleton
class AlertMetrics implements Watch {

    private static final Logger LOG = Logger.getLogger(AlertMetrics.class);

    private final MeterRegistry registry;
    private final InstantSource clock;
    private final Timer evaluations;
    private final Counter sourceFailures;
    private volatile Map<Tally, Long> open = Map.of();
    private volatile Optional<Pass> last = Optional.empty();

    AlertMetrics(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.evaluations = Timer.builder("tidemark.alert.evaluation")
                .description("Time that evaluations of all rules took")
                .register(registry);
        this.sourceFailures = Counter.builder("tidemark.alert.source.failures")
                .description("Evaluations that history-service gave no readings for")
                .register(registry);
        for (var ending : Ending.values()) {
            endings(ending);
        }
        gauges();
    }

    private void gauges() {
        for (var severity : Severity.values()) {
            openAlerts(new Tally(severity, Phase.PENDING));
            openAlerts(new Tally(severity, Phase.FIRING));
        }
        ofLastPass("tidemark.alert.volumes", "Volumes with a reading", Pass::volumes);
        ofLastPass("tidemark.alert.stale.volumes", "Volumes without a fresh reading", Pass::staleVolumes);
        ofLastPass("tidemark.alert.newest.reading.age.seconds", "Age of the newest reading", this::readingAge);
        ofLastPass(
                "tidemark.alert.last.evaluation.age.seconds",
                "Time since any replica evaluated",
                pass -> seconds(Duration.between(pass.at(), clock.instant())));
    }

    private void openAlerts(Tally tally) {
        Gauge.builder("tidemark.alerts", () -> open.getOrDefault(tally, 0L))
                .description("Open alerts")
                .tag("severity", tally.severity().word())
                .tag("state", tally.phase().word())
                .register(registry);
    }

    /// Not a number before the first evaluation.
    private void ofLastPass(String name, String description, ToDoubleFunction<Pass> value) {
        Gauge.builder(name, () -> last.map(value::applyAsDouble).orElse(Double.NaN))
                .description(description)
                .register(registry);
    }

    private double readingAge(Pass pass) {
        return pass.newestReadingAt() == null
                ? Double.NaN
                : seconds(Duration.between(pass.newestReadingAt(), clock.instant()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private Counter endings(Ending ending) {
        return Counter.builder("tidemark.alert.evaluations")
                .description("Evaluations of all rules")
                .tag("ending", ending.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .register(registry);
    }

    @Override
    public void ended(Ending ending, Duration took) {
        endings(ending).increment();
        evaluations.record(took);
    }

    @Override
    public void sourceFailed(String reason) {
        sourceFailures.increment();
        LOG.warnf("no readings: %s", reason);
    }

    /// Shows these figures from now on.
    void show(Map<Tally, Long> openAlerts, Optional<Pass> lastPass) {
        open = Map.copyOf(openAlerts);
        last = lastPass;
    }
}
