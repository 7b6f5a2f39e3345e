package io.tidemark.alert.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/// The only row of its table.
@Entity
@Table(name = "event_place")
class EventPlaceEntity {

    static final int ID = 1;

    @Id
    @Column(name = "id")
    int id = ID;

    @Column(name = "last_event")
    String lastEvent = "";
}
