package io.tidemark.history.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// A row of `server`.
@Entity
@Table(name = "server")
class ServerEntity {

    @Id
    String name;

    @Column(name = "first_seen_at")
    @Nullable
    Instant firstSeenAt;

    @Column(name = "last_seen_at")
    @Nullable
    Instant lastSeenAt;

    /// JSON.
    @Column
    String tags;
}
