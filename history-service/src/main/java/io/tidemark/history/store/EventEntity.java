package io.tidemark.history.store;

import io.tidemark.history.event.Event;
import io.tidemark.history.event.EventType;
import io.tidemark.platform.tenant.Tenancy;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.time.Instant;

/// A row of `event`.
@Entity
@Table(name = "event")
class EventEntity {

    @Id
    long id;

    /// Its place among its tenant's.
    @Column
    long number;

    @Column
    String server;

    @Column(insertable = false, updatable = false)
    String tenant;

    @Column
    String type;

    @Column
    String subject;

    @Column
    Instant at;

    @Column
    String data;

    Event toEvent(Tenancy reader) {
        return new Event(reader.isAll() ? id : number, EventType.ofWord(type), subject, at, data);
    }
}
