package io.tidemark.history.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.time.Instant;

/// A row of `server_group`.
@Entity
@Table(name = "server_group")
class GroupEntity {

    @Id
    String name;

    @Column
    String description;

    @Column
    int priority;

    /// JSON.
    @Column
    String selector;

    @Column
    long version;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "changed_by")
    String changedBy;
}
