package io.tidemark.alert.rule;

import io.tidemark.platform.tenant.Tenant;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name by which a rule is addressed, chosen by whoever makes it: lower case letters, digits and dashes. The
/// rules of a tenant other than the default one end with `@` and the tenant's name.
public record RuleId(String text) {

    private static final Pattern SHAPE =
            Pattern.compile("[a-z0-9][a-z0-9-]{0,62}(?:@(?!default$)[a-z][a-z0-9-]{0,30})?");

    public RuleId {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "must be 1 to 63 lower case letters, digits and dashes, and not begin with a dash;"
                            + " a tenant's ends with '@' and the tenant's name");
        }
    }

    /// The id of that text; empty where it cannot be one.
    public static Optional<RuleId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new RuleId(text)) : Optional.empty();
    }

    /// Whose rule it is.
    public Tenant tenant() {
        return Tenant.of(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
