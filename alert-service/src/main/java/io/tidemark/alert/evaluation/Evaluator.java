package io.tidemark.alert.evaluation;

import io.tidemark.alert.evaluation.AlertStore.Sight;
import io.tidemark.alert.evaluation.Watch.Ending;
import io.tidemark.alert.source.ReadingSource;
import io.tidemark.alert.source.SourceFailure;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/// One evaluation of all rules over the newest readings. It holds nothing between two of them: all that
/// must be remembered is in the [AlertStore], so a new evaluator goes on where the old one stopped.
public final class Evaluator {

    private final ReadingSource source;
    private final AlertStore alerts;
    private final Planner planner;
    private final InstantSource clock;
    private final Watch watch;

    public Evaluator(ReadingSource source, AlertStore alerts, Planner planner, InstantSource clock, Watch watch) {
        this.source = source;
        this.alerts = alerts;
        this.planner = planner;
        this.clock = clock;
        this.watch = watch;
    }

    /// Evaluates once; blocks until it is stored. Without readings no alert is raised or cleared, but
    /// those whose rule is gone are still withdrawn.
    ///
    /// @return what was seen; empty when another replica is evaluating right now
    /// @throws CompletionException when the database cannot be reached
    public Optional<Pass> evaluate(Occasion occasion) {
        var begun = clock.instant();
        var ending = Ending.FAILED;
        try {
            var view = look();
            var readSince = view.now().minus(planner.evaluation().staleAfter());
            var sight = new Sight(readSince, occasion, view.tenants());
            var pass = alerts.evaluate(sight, (rules, standing) -> planner.plan(rules, standing, view))
                    .toCompletableFuture()
                    .join();
            ending = pass.isPresent() ? Ending.DONE : Ending.LEFT_TO_ANOTHER;
            return pass;
        } finally {
            watch.ended(ending, since(begun));
        }
    }

    private View look() {
        try {
            return View.of(source.latest(), clock.instant());
        } catch (SourceFailure failure) {
            var reason = String.valueOf(failure.getMessage());
            watch.sourceFailed(reason);
            return View.blind(reason, clock.instant());
        }
    }

    private Duration since(Instant begun) {
        var took = Duration.between(begun, clock.instant());
        return took.isNegative() ? Duration.ZERO : took;
    }
}
