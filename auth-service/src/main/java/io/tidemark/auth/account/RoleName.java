package io.tidemark.auth.account;

import java.util.regex.Pattern;

/// The name of a role, lower case with dashes, and the tenant's end where it is of one (`@acme`).
public record RoleName(String value) implements Comparable<RoleName> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}(@[a-z][a-z0-9-]{0,30})?");

    public RoleName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a role name is lower case letters, digits and dashes");
        }
    }

    @Override
    public int compareTo(RoleName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
