package io.tidemark.auth.audit;

import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenant;

import java.util.Optional;
import java.util.Set;

/// As whoever runs the service configured it. Every tenant but `default` begins with one
/// administrator, who may act alone until there were two; from then on it takes two, whatever
/// becomes of the second.
public final class TenantFourEyes implements FourEyes {
    private final boolean configured;
    private final Set<Tenant> offFor;
    private final FourEyesStore store;

    /// @param offFor tenants in which one administrator is enough for now
    public TenantFourEyes(boolean configured, Set<Tenant> offFor, FourEyesStore store) {
        this.configured = configured;
        this.offFor = Set.copyOf(offFor);
        this.store = store;
    }

    @Override
    public boolean on() {
        return present()
                .map(tenant -> tenant.equals(Tenant.DEFAULT) || store.hadTwo())
                .orElse(false);
    }

    @Override
    public boolean untilTwo() {
        return present().filter(tenant -> !tenant.equals(Tenant.DEFAULT)).isPresent();
    }

    @Override
    public boolean wanted() {
        return present().isPresent();
    }

    /// The tenant of the present work, where a second administrator is wanted in it.
    private Optional<Tenant> present() {
        return PresentTenancy.get().tenant().filter(tenant -> configured && !offFor.contains(tenant));
    }
}
