package io.tidemark.auth.store;

import io.tidemark.auth.credential.Admission;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.role.Permission;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

@Entity
@Table(name = "api_key")
class ApiKeyEntity {
    @Id
    String id;

    @Column(name = "kind")
    String kind;

    @Column(name = "holder")
    String holder;

    @Column(name = "account")
    @Nullable
    String account;

    @Column(name = "server")
    @Nullable
    String server;

    @Column(name = "scope")
    String scope;

    @Column(name = "label")
    String label;

    @Column(name = "hash")
    String hash;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "last_used_at")
    @Nullable
    Instant lastUsedAt;

    @Column(name = "last_used_from")
    @Nullable
    String lastUsedFrom;

    @Column(name = "replaced_by")
    @Nullable
    String replacedBy;

    @Column(name = "enrolment")
    @Nullable
    String enrolment;

    @Column(name = "tags")
    String tags;

    static ApiKeyEntity of(ApiKey key, @Nullable Admission admission) {
        ApiKeyEntity entity = new ApiKeyEntity();
        entity.id = key.id();
        entity.kind = key.holder().kind().toString();
        entity.holder = key.holder().name();
        entity.account =
                key.holder().kind() == KeyHolder.Kind.USER ? key.holder().name() : null;
        entity.server = key.holder().server().orElse(null);
        entity.scope = key.scope().stream().sorted().map(Permission::toString).collect(Collectors.joining(" "));
        entity.label = key.label();
        entity.hash = key.hash();
        entity.createdBy = key.createdBy();
        entity.createdAt = key.createdAt();
        entity.expiresAt = key.expiresAt();
        entity.enrolment = admission == null ? null : admission.enrolment();
        entity.tags = admission == null ? "" : Words.of(admission.tags());
        return entity;
    }

    ApiKey toKey() {
        return new ApiKey(
                id,
                new KeyHolder(KeyHolder.Kind.of(kind), holder, Optional.ofNullable(server)),
                permissions(scope),
                label,
                hash,
                createdBy,
                createdAt,
                expiresAt,
                endedAt,
                lastUsedAt,
                lastUsedFrom,
                replacedBy,
                enrolment == null ? null : new Admission(enrolment, Words.read(tags)));
    }

    private static Set<Permission> permissions(String scope) {
        return Arrays.stream(scope.split(" ", -1))
                .flatMap(text -> Permission.of(text).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
