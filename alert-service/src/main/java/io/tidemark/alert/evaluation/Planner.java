package io.tidemark.alert.evaluation;

import io.tidemark.alert.evaluation.State.Firing;
import io.tidemark.alert.evaluation.State.Ok;
import io.tidemark.alert.evaluation.State.Pending;
import io.tidemark.alert.evaluation.State.Resolved;
import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.rule.RuleId;
import io.tidemark.alert.source.Reading;
import io.tidemark.platform.tenant.Tenant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

/// Finds out what must change of the alerts; changes nothing itself.
///
/// @param ids gives each new alert its id
public record Planner(Evaluation evaluation, Supplier<UUID> ids) {

    /// The changes that bring the alerts up to date with the rules and the view.
    ///
    /// @param rules all rules
    /// @param alerts all open alerts, and at least those resolved ones whose newest reading is fresh, so that one
    ///     which is behind raises nothing again
    public Plan plan(List<Rule> rules, List<Alert> alerts, View view) {
        var withdrawn = withdrawn(rules, alerts, view.now());
        var standing = standing(alerts);
        var changes = new ArrayList<>(withdrawn.values());
        for (var rule : rules) {
            view.readings().stream()
                    .filter(reading -> rule.watches(reading.server(), reading.volume()))
                    .filter(reading -> !withdrawn.containsKey(key(rule, reading)))
                    .flatMap(reading -> change(rule, reading, standing, view.now()))
                    .forEach(changes::add);
        }
        return new Plan(changes, pass(view.readings(), view), ofTenants(view));
    }

    private static AlertKey key(Rule rule, Reading reading) {
        return new AlertKey(rule.id(), reading.server(), reading.volume());
    }

    /// The alert that speaks for each key: the open one, else the one with the newest reading.
    private static Map<AlertKey, Alert> standing(List<Alert> alerts) {
        var byWeight = Comparator.comparing(Alert::isOpen)
                .thenComparing(alert -> alert.state().latest().at());
        return alerts.stream()
                .collect(
                        toMap(Alert::key, identity(), (one, other) -> byWeight.compare(one, other) >= 0 ? one : other));
    }

    private static Map<AlertKey, Change> withdrawn(List<Rule> rules, List<Alert> alerts, Instant now) {
        Map<RuleId, Rule> byId = rules.stream().collect(toMap(Rule::id, identity()));
        return alerts.stream()
                .filter(Alert::isOpen)
                .flatMap(alert -> withdrawal(
                        alert, Optional.ofNullable(byId.get(alert.key().rule())))
                        .flatMap(reason -> withdraw(alert, reason, now))
                        .map(change -> Map.entry(alert.key(), change))
                        .stream())
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Optional<Resolution> withdrawal(Alert alert, Optional<Rule> rule) {
        if (rule.isEmpty()) {
            return Optional.of(Resolution.RULE_REMOVED);
        }
        var current = rule.get();
        if (!current.enabled()) {
            return Optional.of(Resolution.RULE_DISABLED);
        }
        boolean sameQuestion = current.threshold().measure() == alert.terms().measure()
                && current.watches(alert.key().server(), alert.key().volume());
        return sameQuestion ? Optional.empty() : Optional.of(Resolution.RULE_CHANGED);
    }

    private static Optional<Change> withdraw(Alert alert, Resolution reason, Instant now) {
        return switch (alert.state()) {
            case Pending _ -> Optional.of(new Change.Drop(alert.id()));
            case Firing firing ->
                Optional.of(new Change.Update(
                        new Alert(alert.id(), alert.key(), alert.terms(), firing.withdraw(reason, now))));
            case Resolved _ -> Optional.empty();
        };
    }

    private Stream<Change> change(Rule rule, Reading reading, Map<AlertKey, Alert> standing, Instant now) {
        var key = key(rule, reading);
        var alert = Optional.ofNullable(standing.get(key));
        var before = alert.<State>map(Alert::state).orElseGet(Ok::new);
        var after = evaluation.next(rule, reading, before, now);
        Function<State.Raised, Stream<Change>> raised = state -> alert.filter(Alert::isOpen)
                .map(open -> update(open, Terms.of(rule), state))
                .orElseGet(() -> Stream.of(new Change.Open(new Alert(ids.get(), key, Terms.of(rule), state))));
        return switch (after) {
            case Ok _ -> alert.filter(Alert::isOpen).stream().map(open -> new Change.Drop(open.id()));
            case Pending pending -> raised.apply(pending);
            case Firing firing -> raised.apply(firing);
            case Resolved over ->
                alert.filter(Alert::isOpen).stream().flatMap(open -> update(open, Terms.of(rule), over));
        };
    }

    private static Stream<Change> update(Alert open, Terms terms, State.Raised state) {
        var updated = new Alert(open.id(), open.key(), terms, state);
        return updated.equals(open) ? Stream.empty() : Stream.of(new Change.Update(updated));
    }

    private Map<Tenant, Pass> ofTenants(View view) {
        return view.readings().stream()
                .collect(groupingBy(
                        reading -> Tenant.of(reading.server()),
                        collectingAndThen(toList(), readings -> pass(readings, view))));
    }

    private Pass pass(List<Reading> seen, View view) {
        var times = seen.stream().map(Reading::at).toList();
        long stale =
                times.stream().filter(at -> evaluation.isStale(at, view.now())).count();
        var newest = times.stream().max(Comparator.naturalOrder()).orElse(null);
        return new Pass(view.now(), times.size(), (int) stale, newest, view.failure());
    }
}
