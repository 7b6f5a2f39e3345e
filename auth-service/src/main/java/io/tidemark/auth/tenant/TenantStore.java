package io.tidemark.auth.tenant;

import io.tidemark.auth.account.Account;
import io.tidemark.auth.audit.AuditEvent;

import java.util.List;

/// Keeps the tenants. Calls block.
public interface TenantStore {
    /// Up to `limit` by name, those behind `after` only, as far as the present work may see them.
    List<KnownTenant> list(String after, int limit);

    /// Keeps a tenant and its first account in one transaction with the event; false, and nothing is changed, where
    /// there is a tenant of this name.
    boolean add(KnownTenant tenant, Account administrator, AuditEvent event);
}
