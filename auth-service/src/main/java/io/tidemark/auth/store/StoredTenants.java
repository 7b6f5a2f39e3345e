package io.tidemark.auth.store;

import io.smallrye.mutiny.Uni;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.auth.tenant.KnownTenant;
import io.tidemark.auth.tenant.TenantStore;
import io.tidemark.platform.store.Blocking;
import io.tidemark.platform.tenant.Tenant;
import jakarta.inject.Singleton;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

@Singleton
class StoredTenants implements TenantStore {
    /// What is done to a tenant stands in the installation's log, and in its own.
    static final int IN_BOTH_LOGS = 2;

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
    public Optional<KnownTenant> find(Tenant tenant) {
        return Optional.ofNullable(Blocking.await(() -> tenants.one(tenant.name())))
                .map(TenantEntity::toTenant);
    }

    @Override
    public void disable(Tenant tenant, AuditEvent event) {
        change(() -> tenants.disable(tenant.name(), event));
    }

    @Override
    public void enable(Tenant tenant, AuditEvent event) {
        change(() -> tenants.enable(tenant.name(), event));
    }

    private void change(Supplier<Uni<Boolean>> step) {
        boolean changed = Blocking.await(
                () -> step.get().onFailure(KeyTransactions.Unchanged.class).recoverWithItem(false));
        meter.committed(changed ? IN_BOTH_LOGS : 0);
    }

    @Override
    public boolean add(KnownTenant tenant, Account administrator, AuditEvent event) {
        boolean added = Blocking.await(() -> tenants.add(tenant, administrator, event)
                .onFailure(KeyTransactions.Unchanged.class)
                .recoverWithItem(false));
        meter.committed(added ? IN_BOTH_LOGS : 0);
        return added;
    }
}
