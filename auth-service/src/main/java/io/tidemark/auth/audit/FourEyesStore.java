package io.tidemark.auth.audit;

import io.tidemark.platform.tenant.Tenant;

/// Keeps what is known of four eyes in each tenant. Calls block.
public interface FourEyesStore {
    /// Whether the tenant of the present work has ever had two administrators at once who could act.
    boolean hadTwo();

    /// Puts on record in the tenant's log whether a second administrator is wanted, where the log
    /// said otherwise last. Nothing said is the same as not.
    void say(Tenant tenant, boolean wanted, AuditEvent event);
}
