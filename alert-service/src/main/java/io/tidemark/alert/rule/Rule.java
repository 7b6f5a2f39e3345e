package io.tidemark.alert.rule;

import java.time.Duration;

/// One thing to be told about.
///
/// @param holdFor how long a breach must last, by the readings' own times, before the alert fires; zero fires at once
/// @param enabled a rule that is not enabled raises nothing, and what it raised is resolved
/// @param version grows by one with every change; a writer must know the newest
public record Rule(
        RuleId id,
        String name,
        Threshold threshold,
        Severity severity,
        Duration holdFor,
        Scope scope,
        boolean enabled,
        long version) {

    static final Duration LONGEST_HOLD = Duration.ofDays(7);

    public Rule {
        checkName(name);
        checkHold(holdFor);
        if (version < 1) {
            throw new IllegalArgumentException("versions begin at 1");
        }
    }

    static String checkName(String name) {
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("must have 1 to 200 characters");
        }
        return name;
    }

    static Duration checkHold(Duration holdFor) {
        if (holdFor.isNegative() || holdFor.compareTo(LONGEST_HOLD) > 0) {
            throw new IllegalArgumentException("must be from PT0S to P7D");
        }
        return holdFor;
    }

    /// Only what is its own tenant's.
    public boolean watches(String server, String volume) {
        return enabled && id.tenant().owns(server) && scope.covers(server, volume);
    }

    /// Whether the other rule asks for the same; versions aside.
    public boolean asksTheSameAs(Rule other) {
        return equals(other.withVersion(version));
    }

    public Rule withVersion(long newVersion) {
        return new Rule(id, name, threshold, severity, holdFor, scope, enabled, newVersion);
    }
}
