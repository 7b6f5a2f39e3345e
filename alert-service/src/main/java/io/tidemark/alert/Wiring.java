package io.tidemark.alert;

import io.tidemark.alert.evaluation.AlertStore;
import io.tidemark.alert.evaluation.Evaluation;
import io.tidemark.alert.evaluation.EvaluationQueue;
import io.tidemark.alert.evaluation.Evaluator;
import io.tidemark.alert.evaluation.Planner;
import io.tidemark.alert.source.HistoryReadings;
import io.tidemark.alert.source.ReadingSource;
import io.tidemark.platform.client.ServiceClient;
import io.tidemark.platform.client.TokenSource;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executors;

/// Makes beans of the parts that know no framework.
class Wiring {

    @Produces
    @Singleton
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    Evaluation evaluation(AlertConfig config) {
        return new Evaluation(config.staleAfter());
    }

    /// Without an identity no token can be had: that is a failure of the source, not of the start.
    @Produces
    @Singleton
    ReadingSource readings(AlertConfig config, Instance<TokenSource> tokens) {
        var client = ServiceClient.of(config.historyUrl(), () -> tokens.get().token());
        return new HistoryReadings(() -> client);
    }

    @Produces
    @Singleton
    Evaluator evaluator(
            ReadingSource source, AlertStore alerts, Evaluation evaluation, InstantSource clock, AlertMetrics metrics) {
        return new Evaluator(source, alerts, new Planner(evaluation, UUID::randomUUID), clock, metrics);
    }

    @Produces
    @Singleton
    EvaluationQueue queue(EvaluationRun run) {
        var thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("evaluation").factory());
        return new EvaluationQueue(thread, run);
    }
}
