package io.tidemark.history.store;

import io.tidemark.history.event.Event;
import io.tidemark.history.event.EventType;
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

    @Column
    String type;

    @Column
    String subject;

    @Column
    Instant at;

    @Column
    String data;

    Event toEvent() {
        return new Event(id, EventType.ofWord(type), subject, at, data);
    }
}
