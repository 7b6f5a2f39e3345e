package io.tidemark.auth.store;

import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.audit.AuditRow;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.io.Serializable;
import java.time.Instant;
import java.util.HexFormat;

@Entity
@Immutable
@Table(name = "audit")
class AuditEntity {
    @EmbeddedId
    Place place;

    @Column(name = "recorded_at")
    Instant recordedAt;

    @Column(name = "at")
    Instant at;

    @Column(name = "service")
    String service;

    @Column(name = "action")
    String action;

    @Column(name = "subject")
    String subject;

    @Column(name = "client")
    String client;

    @Column(name = "reason")
    String reason;

    @Column(name = "target")
    String target;

    @Column(name = "count")
    long count;

    @Column(name = "previous")
    byte[] previous;

    @Column(name = "hash")
    byte[] hash;

    static AuditEntity of(String tenant, AuditRow row) {
        AuditEvent event = row.event();
        AuditEntity entity = new AuditEntity();
        entity.place = new Place(tenant, row.sequence());
        entity.recordedAt = row.recordedAt();
        entity.at = event.at();
        entity.service = event.service();
        entity.action = event.action();
        entity.subject = event.subject();
        entity.client = event.client();
        entity.reason = event.reason();
        entity.target = event.target();
        entity.count = event.count();
        entity.previous = HexFormat.of().parseHex(row.previous());
        entity.hash = HexFormat.of().parseHex(row.hash());
        return entity;
    }

    AuditRow toRow() {
        AuditEvent event = new AuditEvent(at, service, action, subject, client, reason, target, count);
        return new AuditRow(
                place.sequence(),
                recordedAt,
                event,
                HexFormat.of().formatHex(previous),
                HexFormat.of().formatHex(hash));
    }

    /// Rows are counted within the log of their tenant.
    @Embeddable
    record Place(
            @Column(name = "tenant") String tenant,
            @Column(name = "sequence") long sequence) implements Serializable {}
}
