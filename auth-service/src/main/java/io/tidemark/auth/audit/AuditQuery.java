package io.tidemark.auth.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// Which rows of the log are asked for; what is empty does not narrow, and of several values one must fit.
///
/// @param targets how the target begins
/// @param from when it happened, at the earliest
/// @param to when it happened, before this moment
/// @param before only rows that stand before this place in the log
/// @param endless only acts that were asked for before this moment and whose end is not in the log: rows
/// that are [Outcome#ASKED] and have a trace, without a later row of the same trace, service, subject and
/// target that says how it ended. They are looked for in the database only
public record AuditQuery(
        Set<String> actions,
        Set<String> subjects,
        Set<String> services,
        Set<String> clients,
        Set<String> reasons,
        Set<String> targets,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Long> before,
        Optional<Instant> endless) {
    /// How long an act may take until its end is missed.
    public static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Set<String> ANY = Set.of();

    public static final AuditQuery ALL =
            new AuditQuery(ANY, ANY, ANY, ANY, ANY, ANY, Optional.empty(), Optional.empty(), Optional.empty());

    public AuditQuery(
            Set<String> actions,
            Set<String> subjects,
            Set<String> services,
            Set<String> clients,
            Set<String> reasons,
            Set<String> targets,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Long> before) {
        this(actions, subjects, services, clients, reasons, targets, from, to, before, Optional.empty());
    }

    public AuditQuery {
        actions = Set.copyOf(actions);
        subjects = Set.copyOf(subjects);
        services = Set.copyOf(services);
        clients = Set.copyOf(clients);
        reasons = Set.copyOf(reasons);
        targets = Set.copyOf(targets);
    }

    public AuditQuery withActions(Set<String> wanted) {
        return new AuditQuery(wanted, subjects, services, clients, reasons, targets, from, to, before, endless);
    }

    public AuditQuery withoutEnd(Instant askedBefore) {
        return new AuditQuery(
                actions, subjects, services, clients, reasons, targets, from, to, before, Optional.of(askedBefore));
    }
}
