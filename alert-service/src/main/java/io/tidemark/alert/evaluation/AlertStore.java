package io.tidemark.alert.evaluation;

import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.rule.Severity;
import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// Keeps alerts and what the last pass saw. Every stage fails when the database cannot be reached;
/// nothing has changed then.
public interface AlertStore {

    /// Reads rules and alerts, asks the step what to do and does it, all in one transaction: either all
    /// changes are stored or none. The step must be quick and must not block. Tenants whose volumes are
    /// seen for the first time are given the rules that everybody begins with.
    ///
    /// @return what the pass saw; empty when nothing was done: another replica is in a pass right now,
    /// or has just stored one that looked later
    CompletionStage<Optional<Pass>> evaluate(Sight sight, Step step);

    /// What an evaluation is about.
    ///
    /// @param readSince resolved alerts whose newest reading is older than this are not shown to the step
    /// @param occasion whoever is told of it
    /// @param tenants whose volumes there are
    record Sight(Instant readSince, Occasion occasion, Set<Tenant> tenants) {}

    /// Alerts whose breach began latest first (equal times by id, falling), beginning behind the given
    /// place.
    CompletionStage<List<Alert>> list(AlertFilter filter, @Nullable Place after, int limit);

    CompletionStage<Optional<Alert>> find(UUID id);

    /// How many alerts of all tenants are open, by severity and phase; a pair that is missing has none.
    CompletionStage<Map<Tally, Long>> openAlerts();

    /// What the last pass of any replica saw of the present tenancy; empty before the first.
    CompletionStage<Optional<Pass>> lastPass();

    /// Forgets alerts that were resolved before that time; answers how many.
    CompletionStage<Long> forgetResolvedBefore(Instant time);

    /// Decides what to do.
    @FunctionalInterface
    interface Step {
        Plan plan(List<Rule> rules, List<Alert> alerts);
    }

    /// A place in the list.
    record Place(Instant since, UUID id) {}

    /// What open alerts are counted by.
    record Tally(Severity severity, Phase phase) {}
}
