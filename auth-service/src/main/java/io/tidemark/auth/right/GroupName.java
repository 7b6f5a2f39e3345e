package io.tidemark.auth.right;

import java.util.regex.Pattern;

/// The name of a group of users: 1 to 63 of `a-z 0-9 . _ -`, a letter first, and the tenant's
/// end where it is of one (`@acme`).
public record GroupName(String value) implements Comparable<GroupName> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9._-]{0,62}(@[a-z][a-z0-9-]{0,30})?");

    public GroupName {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a group's name is 1 to 63 lower case letters, digits, dots, dashes or underscores, a letter first");
        }
    }

    public static boolean isValid(String text) {
        return FORM.matcher(text).matches();
    }

    @Override
    public int compareTo(GroupName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
