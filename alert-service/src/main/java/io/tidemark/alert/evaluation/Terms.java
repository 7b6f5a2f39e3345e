package io.tidemark.alert.evaluation;

import io.tidemark.alert.rule.Measure;
import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.rule.Severity;

/// What the rule said when the alert was last evaluated, so that an alert can be told when its rule is long gone.
public record Terms(String rule, Severity severity, Measure measure, double threshold) {

    public static Terms of(Rule rule) {
        return new Terms(
                rule.name(),
                rule.severity(),
                rule.threshold().measure(),
                rule.threshold().fire());
    }
}
