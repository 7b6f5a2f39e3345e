package io.tidemark.auth.audit;

import io.tidemark.platform.tenant.Tenant;

/// Where the logs are kept: one for each tenant, of which none tells anything of another.
public interface LogStore {
    RawRows rows(Tenant tenant);

    Archive archive(Tenant tenant);
}
