package io.tidemark.auth.store;

import io.tidemark.auth.audit.AuditRow;
import io.tidemark.auth.audit.RawRow;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.io.Serializable;
import java.time.Instant;

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

    @Column(name = "detail")
    String detail;

    @Column(name = "previous")
    byte[] previous;

    @Column(name = "hash")
    byte[] hash;

    static AuditEntity of(String tenant, AuditRow audited) {
        RawRow row = RawRow.of(audited);
        AuditEntity entity = new AuditEntity();
        entity.place = new Place(tenant, row.sequence());
        entity.recordedAt = row.recordedAt();
        entity.at = row.at();
        entity.service = row.service();
        entity.action = row.action();
        entity.subject = row.subject();
        entity.client = row.client();
        entity.reason = row.reason();
        entity.target = row.target();
        entity.count = row.count();
        entity.detail = row.detail();
        entity.previous = row.previous();
        entity.hash = row.hash();
        return entity;
    }

    AuditRow toRow() {
        return new RawRow(
                        place.sequence(),
                        recordedAt,
                        at,
                        service,
                        action,
                        subject,
                        client,
                        reason,
                        target,
                        count,
                        detail,
                        previous,
                        hash)
                .toRow();
    }

    /// Rows are counted within the log of their tenant.
    @Embeddable
    record Place(
            @Column(name = "tenant") String tenant,
            @Column(name = "sequence") long sequence) implements Serializable {}
}
