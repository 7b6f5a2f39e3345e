package io.tidemark.alert.store;

import io.tidemark.alert.evaluation.Alert;
import io.tidemark.alert.evaluation.AlertKey;
import io.tidemark.alert.evaluation.Observation;
import io.tidemark.alert.evaluation.Phase;
import io.tidemark.alert.evaluation.Resolution;
import io.tidemark.alert.evaluation.State;
import io.tidemark.alert.evaluation.Terms;
import io.tidemark.alert.rule.Measure;
import io.tidemark.alert.rule.RuleId;
import io.tidemark.alert.rule.Severity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

@Entity
@Table(name = "alert")
class AlertEntity {

    @Id
    @Column(name = "id")
    UUID id;

    @Column(name = "rule_id")
    String ruleId;

    @Column(name = "server")
    String server;

    @Column(name = "volume")
    String volume;

    @Column(name = "rule_name")
    String ruleName;

    @Column(name = "severity")
    @Enumerated(EnumType.STRING)
    Severity severity;

    @Column(name = "measure")
    @Enumerated(EnumType.STRING)
    Measure measure;

    @Column(name = "threshold")
    double threshold;

    @Column(name = "phase")
    @Enumerated(EnumType.STRING)
    Phase phase;

    @Column(name = "since")
    Instant since;

    @Column(name = "read_at")
    Instant readAt;

    @Column(name = "reading")
    double reading;

    @Column(name = "fired_at")
    @Nullable
    Instant firedAt;

    @Column(name = "resolved_at")
    @Nullable
    Instant resolvedAt;

    @Column(name = "resolution")
    @Enumerated(EnumType.STRING)
    @Nullable
    Resolution resolution;

    static AlertEntity of(Alert alert) {
        var entity = new AlertEntity();
        entity.id = alert.id();
        entity.ruleId = alert.key().rule().text();
        entity.server = alert.key().server();
        entity.volume = alert.key().volume();
        entity.take(alert);
        return entity;
    }

    /// Takes over all that may change of an alert.
    void take(Alert alert) {
        ruleName = alert.terms().rule();
        severity = alert.terms().severity();
        measure = alert.terms().measure();
        threshold = alert.terms().threshold();
        phase = Phase.of(alert.state());
        since = alert.state().since();
        readAt = alert.state().latest().at();
        reading = alert.state().latest().value();
        takeTimes(alert.state());
    }

    private void takeTimes(State.Raised state) {
        switch (state) {
            case State.Pending _ -> {}
            case State.Firing firing -> firedAt = firing.firedAt();
            case State.Resolved over -> {
                firedAt = over.firedAt();
                resolvedAt = over.resolvedAt();
                resolution = over.reason();
            }
        }
    }

    Alert toAlert() {
        return new Alert(
                id,
                new AlertKey(new RuleId(ruleId), server, volume),
                new Terms(ruleName, severity, measure, threshold),
                state());
    }

    private State.Raised state() {
        var latest = new Observation(readAt, reading);
        return switch (phase) {
            case PENDING -> new State.Pending(since, latest);
            case FIRING -> new State.Firing(since, Objects.requireNonNull(firedAt), latest);
            case RESOLVED ->
                new State.Resolved(
                        since,
                        Objects.requireNonNull(firedAt),
                        Objects.requireNonNull(resolvedAt),
                        Objects.requireNonNull(resolution),
                        latest);
        };
    }
}
