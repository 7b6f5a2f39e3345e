package io.tidemark.auth.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which rows of the log are asked for; what is empty does not narrow, and of several values one must fit.
///
/// @param targets how the target begins
/// @param from when it happened, at the earliest
/// @param to when it happened, before this moment
/// @param before only rows that stand before this place in the log
public record AuditQuery(
        Set<String> actions,
        Set<String> subjects,
        Set<String> services,
        Set<String> clients,
        Set<String> reasons,
        Set<String> targets,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Long> before) {
    private static final Set<String> ANY = Set.of();

    public static final AuditQuery ALL =
            new AuditQuery(ANY, ANY, ANY, ANY, ANY, ANY, Optional.empty(), Optional.empty(), Optional.empty());

    public AuditQuery {
        actions = Set.copyOf(actions);
        subjects = Set.copyOf(subjects);
        services = Set.copyOf(services);
        clients = Set.copyOf(clients);
        reasons = Set.copyOf(reasons);
        targets = Set.copyOf(targets);
    }

    public AuditQuery withActions(Set<String> wanted) {
        return new AuditQuery(wanted, subjects, services, clients, reasons, targets, from, to, before);
    }
}
