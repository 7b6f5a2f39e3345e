package io.tidemark.history.store;

import io.tidemark.history.server.Server;
import io.tidemark.history.server.ServerName;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.time.Instant;

/// A row of `server`.
@Entity
@Table(name = "server")
class ServerEntity {

    @Id
    String name;

    @Column(name = "first_seen_at")
    Instant firstSeenAt;

    @Column(name = "last_seen_at")
    Instant lastSeenAt;

    Server toServer() {
        return new Server(new ServerName(name), firstSeenAt, lastSeenAt);
    }
}
