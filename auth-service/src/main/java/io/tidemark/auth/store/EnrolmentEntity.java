package io.tidemark.auth.store;

import io.tidemark.auth.agent.Enrolment;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;

@Entity
@Table(name = "enrolment")
class EnrolmentEntity {
    @Id
    String id;

    @Column(name = "hash")
    String hash;

    @Column(name = "server")
    @Nullable
    String server;

    @Column(name = "tags")
    String tags;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "withdrawn_at")
    @Nullable
    Instant withdrawnAt;

    @Column(name = "used_at")
    @Nullable
    Instant usedAt;

    @Column(name = "used_key")
    @Nullable
    String usedKey;

    @Column(name = "used_server")
    @Nullable
    String usedServer;

    static EnrolmentEntity of(Enrolment enrolment) {
        EnrolmentEntity entity = new EnrolmentEntity();
        entity.id = enrolment.id();
        entity.hash = enrolment.hash();
        entity.server = enrolment.server().orElse(null);
        entity.tags = Words.of(enrolment.tags());
        entity.createdBy = enrolment.createdBy();
        entity.createdAt = enrolment.createdAt();
        entity.expiresAt = enrolment.expiresAt();
        return entity;
    }

    Enrolment toEnrolment() {
        return new Enrolment(
                id,
                hash,
                Optional.ofNullable(server),
                Words.read(tags),
                createdBy,
                createdAt,
                expiresAt,
                withdrawnAt,
                use());
    }

    private Enrolment.@Nullable Use use() {
        return usedAt == null || usedKey == null || usedServer == null
                ? null
                : new Enrolment.Use(usedAt, usedKey, usedServer);
    }
}
