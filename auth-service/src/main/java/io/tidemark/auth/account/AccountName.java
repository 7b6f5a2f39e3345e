package io.tidemark.auth.account;

import java.util.regex.Pattern;

/// The name a person signs in with: 1 to 63 of `a-z 0-9 . _ -`, a letter first.
public record AccountName(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{0,62}");

    public AccountName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "must be 1 to 63 lower case letters, digits, dots, dashes or underscores, a letter first");
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
