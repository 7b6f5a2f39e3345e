package io.tidemark.auth.audit;

import io.tidemark.platform.tenant.Tenant;

/// An event, and in whose log it belongs. Where there is no such tenant, it belongs to [Tenant#DEFAULT].
public record Filed(Tenant log, AuditEvent event) {
    /// In the log of whoever did it.
    public static Filed of(AuditEvent event) {
        return new Filed(Tenant.ofSubject(event.subject()), event);
    }
}
