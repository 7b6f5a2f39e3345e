package io.tidemark.auth.token;

import io.tidemark.platform.tenant.Tenant;

import java.util.Optional;

/// Which tenants' people and agents are let in. Calls block.
public interface TenantGate {
    /// What all tokens of the tenant carry that are given now. Another one from the moment on that the
    /// tenant is disabled, when this one is revoked. Empty where it is disabled, or there is none such.
    Optional<String> mark(Tenant tenant);
}
