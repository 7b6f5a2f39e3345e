package io.tidemark.alert.evaluation;

import io.tidemark.alert.rule.RuleId;

/// What an alert is about: at any time at most one is open for each key.
public record AlertKey(RuleId rule, String server, String volume) {}
