package io.tidemark.alert;

import io.tidemark.alert.evaluation.AlertStore;
import io.tidemark.alert.evaluation.Evaluator;
import io.tidemark.alert.evaluation.Occasion;
import io.tidemark.platform.tenant.PresentTenancy;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// One evaluation with all that belongs around it: what goes wrong is logged and counted, and the
/// gauges follow, also on a replica that left the evaluation to another.
@Singleton
class EvaluationRun implements Consumer<Occasion> {

    private static final Logger LOG = Logger.getLogger(EvaluationRun.class);

    private final Evaluator evaluator;
    private final AlertStore alerts;
    private final AlertMetrics metrics;

    EvaluationRun(Evaluator evaluator, AlertStore alerts, AlertMetrics metrics) {
        this.evaluator = evaluator;
        this.alerts = alerts;
        this.metrics = metrics;
    }

    @Override
    public void accept(Occasion occasion) {
        try {
            evaluator.evaluate(occasion);
            metrics.show(
                    alerts.openAlerts().toCompletableFuture().join(),
                    PresentTenancy.asAll(alerts::lastPass).toCompletableFuture().join());
        } catch (CompletionException failure) {
            LOG.warnf("evaluation failed: %s", failure.getCause());
        } catch (RuntimeException unexpected) {
            LOG.error("evaluation failed", unexpected);
        }
    }
}
