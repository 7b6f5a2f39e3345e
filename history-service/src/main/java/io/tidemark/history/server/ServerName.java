package io.tidemark.history.server;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.tidemark.platform.tenant.Tenant;

import java.util.Optional;
import java.util.regex.Pattern;

/// The name of a watched server. It becomes a folder name and a part of many keys, so only letters, digits, `.`, `_`
/// and `-` are allowed, at most 253 of them, the first a letter or digit. The servers of a tenant other than the
/// default one end with `@` and the tenant's name.
public record ServerName(@JsonValue String value) implements Comparable<ServerName> {

    /// What a name of a tenant other than the default one ends with.
    public static final String OF_TENANT = "(?:@(?!default$)[a-z][a-z0-9-]{0,30})?";

    private static final Pattern FORM = Pattern.compile("(?=.{1,253}$)[A-Za-z0-9][A-Za-z0-9._-]*" + OF_TENANT);

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ServerName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "a server name has letters, digits, '.', '_' and '-', at most 253, and starts with a letter or digit;"
                            + " a tenant's ends with '@' and the tenant's name");
        }
    }

    /// The name, or empty when `text` is none.
    public static Optional<ServerName> ifValid(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new ServerName(text)) : Optional.empty();
    }

    /// Whose server it is.
    public Tenant tenant() {
        return Tenant.of(value);
    }

    @Override
    public int compareTo(ServerName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
