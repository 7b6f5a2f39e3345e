package io.tidemark.alert.evaluation;

import java.util.Locale;

/// Why an alert is over.
public enum Resolution {
    /// The value went back past the clear threshold.
    CLEARED,
    /// The rule was removed.
    RULE_REMOVED,
    /// The rule was disabled.
    RULE_DISABLED,
    /// The rule now asks about something else, or about other volumes.
    RULE_CHANGED;

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
