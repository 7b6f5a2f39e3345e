package io.tidemark.alert.store;

import io.tidemark.alert.rule.Measure;
import io.tidemark.alert.rule.NamePattern;
import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.rule.RuleId;
import io.tidemark.alert.rule.Scope;
import io.tidemark.alert.rule.Severity;
import io.tidemark.alert.rule.Threshold;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.time.Duration;

@Entity
@Table(name = "rule")
class RuleEntity {

    @Id
    @Column(name = "id")
    String id;

    @Column(name = "name")
    String name;

    @Column(name = "measure")
    @Enumerated(EnumType.STRING)
    Measure measure;

    @Column(name = "threshold")
    double threshold;

    @Column(name = "clear_threshold")
    double clearThreshold;

    @Column(name = "severity")
    @Enumerated(EnumType.STRING)
    Severity severity;

    @Column(name = "hold_seconds")
    long holdSeconds;

    @Column(name = "server_pattern")
    String serverPattern;

    @Column(name = "volume_pattern")
    String volumePattern;

    @Column(name = "enabled")
    boolean enabled;

    @Column(name = "version")
    long version;

    static RuleEntity of(Rule rule) {
        var entity = new RuleEntity();
        entity.id = rule.id().text();
        entity.take(rule, rule.version());
        return entity;
    }

    void take(Rule rule, long newVersion) {
        name = rule.name();
        measure = rule.threshold().measure();
        threshold = rule.threshold().fire();
        clearThreshold = rule.threshold().clear();
        severity = rule.severity();
        holdSeconds = rule.holdFor().toSeconds();
        serverPattern = rule.scope().server().text();
        volumePattern = rule.scope().volume().text();
        enabled = rule.enabled();
        version = newVersion;
    }

    Rule toRule() {
        return new Rule(
                new RuleId(id),
                name,
                new Threshold(measure, threshold, clearThreshold),
                severity,
                Duration.ofSeconds(holdSeconds),
                new Scope(new NamePattern(serverPattern), new NamePattern(volumePattern)),
                enabled,
                version);
    }
}
