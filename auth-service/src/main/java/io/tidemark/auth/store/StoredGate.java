package io.tidemark.auth.store;

import io.tidemark.auth.token.TenantGate;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenant;
import jakarta.inject.Singleton;

import java.util.Optional;

@Singleton
class StoredGate implements TenantGate {
    private final TenantRepository tenants;

    StoredGate(TenantRepository tenants) {
        this.tenants = tenants;
    }

    @Override
    public Optional<String> mark(Tenant tenant) {
        TenantEntity found = PresentTenancy.asAll(() -> Blocking.await(() -> tenants.one(tenant.name())));
        return Optional.ofNullable(found).filter(one -> one.disabledAt == null).map(one -> one.tokenMark.toString());
    }
}
