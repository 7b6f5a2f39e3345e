package io.tidemark.auth.tenant;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.audit.AuditEvent;
import io.tidemark.platform.tenant.Tenant;

import java.util.List;
import java.util.Optional;

/// Keeps the tenants. Calls block.
public interface TenantStore {
    /// Up to `limit` by name, those behind `after` only, as far as the present work may see them.
    List<KnownTenant> list(String after, int limit);

    Optional<KnownTenant> find(Tenant tenant);

    /// Disables a tenant with the event: its sessions end, and what tokens it has are revoked. Whoever
    /// calls works for all tenants. Where it is disabled already, nothing is changed.
    void disable(Tenant tenant, AuditEvent event);

    /// Lets people and agents of a tenant in again, with the event. Where they are already, nothing is
    /// changed.
    void enable(Tenant tenant, AuditEvent event);

    /// Keeps a tenant and its first account in one transaction with the event; false, and nothing is
    /// changed, where there is a tenant of this name.
    boolean add(KnownTenant tenant, Account administrator, AuditEvent event);
}
