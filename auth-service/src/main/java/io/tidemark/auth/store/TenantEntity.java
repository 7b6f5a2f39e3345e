package io.tidemark.auth.store;

import io.tidemark.auth.tenant.KnownTenant;
import io.tidemark.platform.tenant.Tenant;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "tenant")
class TenantEntity {
    @Id
    String name;

    @Column(name = "description")
    String description;

    @Column(name = "created_by")
    String createdBy;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "disabled_at")
    @Nullable
    Instant disabledAt;

    /// What all tokens of the tenant carry.
    @Column(name = "token_mark")
    UUID tokenMark = UUID.randomUUID();

    static TenantEntity of(KnownTenant tenant) {
        TenantEntity entity = new TenantEntity();
        entity.name = tenant.tenant().name();
        entity.description = tenant.description();
        entity.createdBy = tenant.createdBy();
        entity.createdAt = tenant.createdAt();
        return entity;
    }

    KnownTenant toTenant() {
        return new KnownTenant(new Tenant(name), description, createdBy, createdAt, disabledAt);
    }
}
