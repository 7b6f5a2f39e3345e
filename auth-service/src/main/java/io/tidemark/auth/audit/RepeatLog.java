package io.tidemark.auth.audit;

/// Brings to the log what anybody can cause in floods without being let in: equal events of a few
/// seconds become one row with a count.
@FunctionalInterface
public interface RepeatLog {
    /// Does not block; the row is in the log within seconds.
    void note(AuditEvent event);
}
