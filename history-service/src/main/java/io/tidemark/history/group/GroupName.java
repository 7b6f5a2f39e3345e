package io.tidemark.history.group;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tidemark.history.server.ServerName;
import io.tidemark.platform.tenant.Tenant;

import java.util.regex.Pattern;

/// The name of a group: lower-case letters, digits, `.`, `_` and `-`, at most 63, the first a letter or
/// digit. The groups of a tenant other than the default one end with `@` and the tenant's name.
public record GroupName(@JsonValue String value) implements Comparable<GroupName> {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}" + ServerName.OF_TENANT);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public GroupName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a group's name has lower-case letters, digits, '.', '_' and '-', at most"
                            + " 63, and starts with a letter or digit; a tenant's ends with '@' and the tenant's name");
        }
    }

    /// Whose group it is.
    public Tenant tenant() {
        return Tenant.of(value);
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
