package io.tidemark.auth.token;

import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;

/// That somebody is let in, and what their token says of whose they are.
///
/// @param mark what all tokens of the tenant have in common until it is disabled; null where it is for
/// all tenants
record Entry(Tenancy tenancy, @Nullable String mark) {
    /// For services, which no tenant keeps out.
    static final Entry OF_SERVICES = new Entry(Tenancy.ALL, null);

    Entry {
        if (tenancy.isAll() == (mark != null)) {
            throw new IllegalArgumentException("tokens of one tenant, and only they, carry its mark");
        }
    }

    static Entry of(Tenant tenant, String mark) {
        return new Entry(Tenancy.of(tenant), mark);
    }
}
