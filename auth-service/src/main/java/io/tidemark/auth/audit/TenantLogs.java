package io.tidemark.auth.audit;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// The logs of all tenants. Each has a chain, a tree and checkpoints of its own, so that whoever verifies one learns
/// nothing of the others, not even how many rows they have.
public final class TenantLogs {
    private final Map<Tenant, TenantLog> known = new ConcurrentHashMap<>();
    private final Function<Tenant, TenantLog> maker;

    public TenantLogs(Function<Tenant, TenantLog> maker) {
        this.maker = maker;
    }

    public TenantLog of(Tenant tenant) {
        return known.computeIfAbsent(tenant, maker);
    }

    /// The log that whoever sees this may read.
    ///
    /// @throws ProblemException 404 for who is of no tenant
    public TenantLog of(Tenancy sees) {
        return of(sees.tenant()
                .orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND, "The token is of no tenant")));
    }
}
