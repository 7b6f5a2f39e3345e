package io.tidemark.auth.audit;

import java.time.Instant;
import java.util.Optional;

/// Which rows of the log are asked for; what is empty does not narrow.
///
/// @param from when it happened, at the earliest
/// @param to when it happened, before this moment
/// @param before only rows that stand before this place in the log
public record AuditQuery(
        Optional<String> action,
        Optional<String> subject,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Long> before) {
    public static final AuditQuery ALL =
            new AuditQuery(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
