package io.tidemark.auth.store;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.tenant.KnownTenant;
import io.tidemark.auth.tenant.TenantStore;
import io.tidemark.platform.store.Blocking;
import jakarta.inject.Singleton;

import java.util.List;

@Singleton
class StoredTenants implements TenantStore {
    private final TenantRepository tenants;
    private final AuditMeter meter;

    StoredTenants(TenantRepository tenants, AuditMeter meter) {
        this.tenants = tenants;
        this.meter = meter;
    }

    @Override
    public List<KnownTenant> list(String after, int limit) {
        return Blocking.await(() -> tenants.byName(after, limit)).stream()
                .map(TenantEntity::toTenant)
                .toList();
    }

    @Override
    public boolean add(KnownTenant tenant, Account administrator, AuditEvent event) {
        boolean added = Blocking.await(() -> tenants.add(tenant, administrator, event)
                .onFailure(KeyTransactions.Unchanged.class)
                .recoverWithItem(false));
        meter.committed(added ? 1 : 0);
        return added;
    }
}
