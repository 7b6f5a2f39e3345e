package io.tidemark.auth.store;

import io.tidemark.auth.token.TenantGate;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenant;
import jakarta.inject.Singleton;

import java.util.Optional;
import java.util.UUID;

@Singleton
class StoredGate implements TenantGate {
    private final TenantRepository tenants;

    StoredGate(TenantRepository tenants) {
        this.tenants = tenants;
    }

    @Override
    public boolean isDisabled(Tenant tenant) {
        return find(tenant).filter(found -> found.disabledAt != null).isPresent();
    }

    @Override
    public Optional<String> mark(Tenant tenant) {
        return find(tenant)
                .filter(found -> found.disabledAt == null)
                .map(found -> found.tokenMark)
                .map(UUID::toString);
    }

    private Optional<TenantEntity> find(Tenant tenant) {
        return Optional.ofNullable(PresentTenancy.asAll(() -> Blocking.await(() -> tenants.one(tenant.name()))));
    }
}
