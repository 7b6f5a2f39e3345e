package io.tidemark.alert.rule;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name by which a rule is addressed, chosen by whoever makes it: lower case letters, digits and dashes.
public record RuleId(String text) {

    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public RuleId {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 63 lower case letters, digits and dashes, and not begin with a dash");
        }
    }

    /// The id of that text; empty where it cannot be one.
    public static Optional<RuleId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new RuleId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return text;
    }
}
