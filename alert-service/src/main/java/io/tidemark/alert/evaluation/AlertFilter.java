package io.tidemark.alert.evaluation;

import io.tidemark.alert.rule.Findings;
import io.tidemark.alert.rule.Severity;
import io.tidemark.platform.problem.ProblemException;

import java.util.List;
import java.util.Set;

/// Which alerts to list; an empty set asks nothing.
public record AlertFilter(Set<Phase> phases, Set<Severity> severities, Set<String> servers) {

    public AlertFilter {
        phases = Set.copyOf(phases);
        severities = Set.copyOf(severities);
        servers = Set.copyOf(servers);
    }

    /// The filter these words ask for.
    ///
    /// @throws ProblemException 422 with every word that means nothing
    public static AlertFilter of(List<String> states, List<String> severities, List<String> servers) {
        var findings = new Findings();
        var phases = findings.checkAll("state", states, Phase::of);
        var wanted = findings.checkAll("severity", severities, Severity::of);
        findings.raise();
        return new AlertFilter(Set.copyOf(phases), Set.copyOf(wanted), Set.copyOf(servers));
    }
}
