package io.tidemark.auth.right;

import java.util.Locale;

/// What a rule does where it applies; a denial wins over every allowance.
public enum Effect {
    ALLOW,
    DENY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
