package io.tidemark.alert.rest;

import io.tidemark.alert.rule.Rule;

import java.time.Duration;

/// A rule as the contract words it; a reader may send it back as a draft.
public record RuleView(
        String id,
        String name,
        String measure,
        double threshold,
        double clearThreshold,
        String severity,
        Duration holdFor,
        String server,
        String volume,
        boolean enabled,
        long version) {

    static RuleView of(Rule rule) {
        return new RuleView(
                rule.id().text(),
                rule.name(),
                rule.threshold().measure().word(),
                rule.threshold().fire(),
                rule.threshold().clear(),
                rule.severity().word(),
                rule.holdFor(),
                rule.scope().server().text(),
                rule.scope().volume().text(),
                rule.enabled(),
                rule.version());
    }
}
