package io.tidemark.alert.rule;

import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/// A rule as somebody outside wrote it down: anything may be missing or wrong. Where `holdFor`, `server`, `volume` and
/// `enabled` are missing, they are five minutes, every server, every volume and true.
///
/// @param version the version the writer has read; means nothing for a new rule
public record RuleDraft(
        @Nullable String id,
        @Nullable String name,
        @Nullable String measure,
        @Nullable Double threshold,
        @Nullable Double clearThreshold,
        @Nullable String severity,
        @Nullable String holdFor,
        @Nullable String server,
        @Nullable String volume,
        @Nullable Boolean enabled,
        @Nullable Long version) {

    private static final ProblemCode OUTSIDE =
            new ProblemCode("name-outside-tenant", 422, "The name is another tenant's");
    private static final String DEFAULT_HOLD = "PT5M";

    /// The id this draft asks for, or a new one where it asks for none.
    ///
    /// @param own what the writer may name
    /// @throws ProblemException 422 when it cannot be an id, or is another tenant's
    public RuleId ruleId(Tenancy own) {
        var findings = new Findings();
        var checked = findings.check("id", () -> new RuleId(id == null ? UUID.randomUUID() + suffix(own) : id));
        findings.raise();
        RuleId given = Objects.requireNonNull(checked);
        requireOwn(own, given);
        return given;
    }

    /// The rule this draft asks for.
    ///
    /// @throws ProblemException 422, with every field that is missing or wrong
    public Rule toRule(RuleId ruleId) {
        var findings = new Findings();
        var checkedName = findings.check("name", () -> Rule.checkName(given(name)));
        var checkedThreshold = checkedThreshold(findings);
        var checkedSeverity = findings.check("severity", () -> Severity.of(given(severity)));
        var checkedHold = findings.check("holdFor", () -> Rule.checkHold(duration()));
        var servers = findings.check("server", () -> pattern(server));
        var volumes = findings.check("volume", () -> pattern(volume));
        var checkedVersion = findings.check("version", this::versionOrFirst);
        findings.raise();
        return new Rule(
                ruleId,
                Objects.requireNonNull(checkedName),
                Objects.requireNonNull(checkedThreshold),
                Objects.requireNonNull(checkedSeverity),
                Objects.requireNonNull(checkedHold),
                new Scope(Objects.requireNonNull(servers), Objects.requireNonNull(volumes)),
                enabled == null || enabled,
                Objects.requireNonNull(checkedVersion));
    }

    private @Nullable Threshold checkedThreshold(Findings findings) {
        var checkedMeasure = findings.check("measure", () -> Measure.of(given(measure)));
        var fire = findings.check("threshold", () -> admitted(checkedMeasure, threshold));
        var clear = findings.check("clearThreshold", () -> admitted(checkedMeasure, clearThreshold));
        if (checkedMeasure == null || fire == null || clear == null) {
            return null;
        }
        return findings.check("clearThreshold", () -> new Threshold(checkedMeasure, fire, clear));
    }

    private static Double admitted(@Nullable Measure measure, @Nullable Double value) {
        var number = given(value);
        if (measure != null && !measure.admits(number)) {
            throw new IllegalArgumentException("cannot be a reading of " + measure.word());
        }
        return number;
    }

    private static void requireOwn(Tenancy own, RuleId given) {
        if (!own.contains(given.text())) {
            String rule = suffix(own).isEmpty() ? "have no '@'" : "end with '" + suffix(own) + "'";
            throw new ProblemException(OUTSIDE, "id: '" + given + "' must " + rule);
        }
    }

    private static String suffix(Tenancy own) {
        return own.tenant().map(Tenant::suffix).orElse("");
    }

    private Duration duration() {
        try {
            return Duration.parse(holdFor == null ? DEFAULT_HOLD : holdFor);
        } catch (DateTimeException notADuration) {
            throw new IllegalArgumentException("must be an ISO 8601 duration such as PT5M", notADuration);
        }
    }

    private Long versionOrFirst() {
        if (version != null && version < 1) {
            throw new IllegalArgumentException("versions begin at 1");
        }
        return version == null ? Long.valueOf(1) : version;
    }

    private static NamePattern pattern(@Nullable String text) {
        return text == null ? NamePattern.ANY : new NamePattern(text);
    }

    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("is missing");
        }
        return value;
    }
}
