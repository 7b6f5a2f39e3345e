package io.tidemark.auth.right;

import java.util.regex.Pattern;

/// The form of names that other services give: tenants, groups of servers, servers, owners.
final class Names {
    private static final Pattern FORM = Pattern.compile("[^\\p{Cntrl}/]{1,255}");

    private Names() {}

    static void require(String what, String name) {
        if (name.isBlank() || !FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    what + " must be a name of 1 to 255 characters without slashes and control characters");
        }
    }
}
