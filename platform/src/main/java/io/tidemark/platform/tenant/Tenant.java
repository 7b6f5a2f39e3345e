package io.tidemark.platform.tenant;

import java.util.regex.Pattern;

/// Somebody who shares an installation with others and notices nothing of them. What a tenant names (accounts, servers,
/// groups, roles, rules) ends with `@` and the tenant's name; what has no such end belongs to [#DEFAULT].
///
/// @param name 1 to 31 of `a-z 0-9 -`, a letter first
public record Tenant(String name) implements Comparable<Tenant> {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Pattern FROM_OUTSIDE = Pattern.compile("(oidc|ldap):");

    private static final String AGENT = "scan@";

    /// Always there; a site without other tenants has all its things here.
    public static final Tenant DEFAULT = new Tenant("default");

    public Tenant {
        if (!isValid(name)) {
            throw new IllegalArgumentException(
                    "the name of a tenant is 1 to 31 lower case letters, digits or dashes, a letter first");
        }
    }

    public static boolean isValid(String name) {
        return FORM.matcher(name).matches();
    }

    /// Whose a name is; the function `tenant_of` of each database says the same. People whom a provider or a directory
    /// knows belong to [#DEFAULT], though their names may have an `@`.
    ///
    /// @throws IllegalArgumentException where no tenant can be called what stands behind the `@`
    public static Tenant of(String name) {
        return new Tenant(nameIn(name));
    }

    /// Whose agent or service this is: `scan@web1@acme` is the agent of server `web1@acme`.
    ///
    /// @throws IllegalArgumentException as for [#of]
    public static Tenant ofClient(String clientId) {
        int at = clientId.indexOf('@');
        return at < 0 ? DEFAULT : of(clientId.substring(at + 1));
    }

    /// Whose the subject of a token is, or what somebody gave as such; [#DEFAULT] for what can be nobody's.
    public static Tenant ofSubject(String subject) {
        String name = nameIn(subject.startsWith(AGENT) ? subject.substring(AGENT.length()) : subject);
        return isValid(name) ? new Tenant(name) : DEFAULT;
    }

    /// What all names of this tenant end with; nothing for [#DEFAULT].
    public String suffix() {
        return equals(DEFAULT) ? "" : "@" + name;
    }

    public boolean owns(String thing) {
        return nameIn(thing).equals(name);
    }

    /// A name without what says whose it is.
    public static String plain(String name) {
        return belongsToDefault(name) ? name : name.substring(0, name.lastIndexOf('@'));
    }

    @Override
    public int compareTo(Tenant other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return name;
    }

    static String nameIn(String thing) {
        return belongsToDefault(thing) ? DEFAULT.name : thing.substring(thing.lastIndexOf('@') + 1);
    }

    private static boolean belongsToDefault(String thing) {
        return thing.indexOf('@') < 0 || FROM_OUTSIDE.matcher(thing).lookingAt();
    }
}
