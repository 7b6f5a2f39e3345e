package io.tidemark.auth.audit;

import java.util.List;

/// The log. Calls block.
public interface AuditLog {
    /// Writes all of these, in this order, or none and throws; each to the log of the tenant that it is filed under.
    void file(List<Filed> events);

    /// The same, each to the log of the tenant of whoever did it.
    default void append(List<AuditEvent> events) {
        file(events.stream().map(Filed::of).toList());
    }

    /// Up to `limit` rows that fit, newest first, of the tenant that the present work is for.
    List<AuditRow> find(AuditQuery query, int limit);
}
