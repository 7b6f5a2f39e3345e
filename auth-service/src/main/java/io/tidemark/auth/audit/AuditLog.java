package io.tidemark.auth.audit;

import java.util.List;

/// The log. Calls block.
public interface AuditLog {
    /// Writes all of these, in this order, or none and throws.
    void append(List<AuditEvent> events);

    /// Up to `limit` rows that fit, newest first.
    List<AuditRow> find(AuditQuery query, int limit);
}
