package io.tidemark.auth.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import java.util.UUID;

/// Written once, never changed.
@Entity
@Table(name = "refresh_token")
class RefreshTokenEntity {
    @Id
    String hash;

    @Column(name = "session")
    UUID session;

    @Column(name = "generation")
    int generation;

    static RefreshTokenEntity of(String hash, UUID session, int generation) {
        RefreshTokenEntity entity = new RefreshTokenEntity();
        entity.hash = hash;
        entity.session = session;
        entity.generation = generation;
        return entity;
    }
}
