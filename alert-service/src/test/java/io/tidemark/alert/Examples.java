package io.tidemark.alert;

import io.tidemark.alert.rule.Measure;
import io.tidemark.alert.rule.NamePattern;
import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.rule.RuleId;
import io.tidemark.alert.rule.Scope;
import io.tidemark.alert.rule.Severity;
import io.tidemark.alert.rule.Threshold;
import io.tidemark.alert.source.Reading;

import java.time.Duration;
import java.time.Instant;

/// Rules and readings that tests speak of.
public final class Examples {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private Examples() {}

    /// Fires above 85 % after five minutes, clears at 83 %.
    public static Rule mostlyFull() {
        return rule("mostly-full", new Threshold(Measure.USED_SHARE, 0.85, 0.83), Severity.WARNING);
    }

    /// Fires above 95 % after five minutes, clears at 93 %.
    public static Rule nearlyFull() {
        return rule("nearly-full", new Threshold(Measure.USED_SHARE, 0.95, 0.93), Severity.CRITICAL);
    }

    public static Rule fewInodes() {
        return rule("few-inodes", new Threshold(Measure.FREE_INODES_SHARE, 0.10, 0.12), Severity.WARNING);
    }

    public static Rule rule(String id, Threshold threshold, Severity severity) {
        return new Rule(
                new RuleId(id), "Rule " + id, threshold, severity, Duration.ofMinutes(5), Scope.EVERYTHING, true, 1);
    }

    public static Rule holding(Rule rule, Duration holdFor) {
        return new Rule(
                rule.id(), rule.name(), rule.threshold(), rule.severity(), holdFor, rule.scope(), true, rule.version());
    }

    public static Rule disabled(Rule rule) {
        return new Rule(
                rule.id(),
                rule.name(),
                rule.threshold(),
                rule.severity(),
                rule.holdFor(),
                rule.scope(),
                false,
                rule.version());
    }

    public static Rule onServers(String pattern, Rule rule) {
        return new Rule(
                rule.id(),
                rule.name(),
                rule.threshold(),
                rule.severity(),
                rule.holdFor(),
                new Scope(new NamePattern(pattern), NamePattern.ANY),
                true,
                rule.version());
    }

    /// Volume `/srv` of server `web-1`, of 1000 bytes that count and 1000 inodes of which half are free.
    public static Reading used(double share, Instant at) {
        return used("web-1", share, at);
    }

    public static Reading used(String server, double share, Instant at) {
        long used = Math.round(share * 1000);
        return new Reading(server, "/srv", at, used, 1000 - used, 1000, 500);
    }

    public static Reading inodes(long free, long all, Instant at) {
        return new Reading("web-1", "/srv", at, 100, 900, all, free);
    }

    public static Instant minutes(double minutes) {
        return NOON.plusMillis(Math.round(minutes * 60_000));
    }
}
