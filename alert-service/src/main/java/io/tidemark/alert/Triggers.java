package io.tidemark.alert;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.tidemark.alert.evaluation.AlertStore;
import io.tidemark.alert.evaluation.EvaluationQueue;
import io.tidemark.alert.evaluation.EventPlace;
import io.tidemark.alert.evaluation.Occasion;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.TokenSource;
import io.tidemark.platform.event.CloudEvent;
import io.tidemark.platform.event.EventSubscription;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import java.time.InstantSource;
import java.util.Optional;

/// What makes an evaluation begin: new samples, and the clock. An event says only that there is something
/// to look at,
/// so events that were missed or come twice do no harm.
@Singleton
class Triggers {

    private static final String EVENTS = "/api/events?type=io.tidemark.samples.received";

    private final EvaluationQueue queue;
    private final AlertStore alerts;
    private final EventPlace place;
    private final AlertConfig config;
    private final InstantSource clock;
    private volatile Optional<EventSubscription> subscription = Optional.empty();
    private volatile Optional<String> seen = Optional.empty();
    private volatile Optional<String> kept = Optional.empty();

    Triggers(EvaluationQueue queue, AlertStore alerts, EventPlace place, AlertConfig config, InstantSource clock) {
        this.queue = queue;
        this.alerts = alerts;
        this.place = place;
        this.config = config;
        this.clock = clock;
    }

    /// Goes on behind the last event that was seen before the restart; without a database, from the
    /// beginning.
    void start(@Observes StartupEvent event, Instance<TokenSource> tokens) {
        var history = ServiceClient.of(config.historyUrl(), () -> tokens.get().token());
        place.last()
                .exceptionally(away -> Optional.empty())
                .thenAccept(last -> subscription =
                        Optional.of(EventSubscription.start(history, EVENTS, last.orElse(null), this::samplesCameIn)));
    }

    private void samplesCameIn(CloudEvent samples) {
        seen = Optional.of(samples.id());
        queue.request(Occasion.of(Tenancy.of(Tenant.of(samples.subject()))));
    }

    /// Now and then, not with each event: one that is delivered again does no harm.
    @Scheduled(every = "10s")
    Uni<Void> keepPlace() {
        var last = seen;
        if (last.isEmpty() || last.equals(kept)) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .completionStage(() -> place.keep(last.get()))
                .invoke(done -> kept = last)
                .onFailure()
                .recoverWithNull();
    }

    void stop(@Observes ShutdownEvent event) {
        subscription.ifPresent(EventSubscription::close);
    }

    @Scheduled(every = "${alert.evaluate-every:30s}")
    void evaluate() {
        queue.request(Occasion.CLOCK);
    }

    @Scheduled(every = "24h", delayed = "10m")
    Uni<Void> forget() {
        var before = clock.instant().minus(config.keepResolved());
        return Uni.createFrom()
                .completionStage(() -> alerts.forgetResolvedBefore(before))
                .replaceWithVoid();
    }
}
