package io.tidemark.auth.outside;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How people are found in a directory.
///
/// @param servers asked in this order: `ldaps://`, or `ldap://`, on which StartTLS comes before anything else
/// @param bindDn who searches; nobody in particular where empty
/// @param base below which people are
/// @param filter that all of them fit
/// @param nameAttribute what people call themselves
/// @param idAttribute what is never given to anybody else
/// @param groupBase below which groups are that name their members; the people's own `memberOf` where empty
/// @param timeout of connecting, and of each answer
public record LdapRules(
        List<URI> servers,
        Optional<String> bindDn,
        DN base,
        Filter filter,
        String nameAttribute,
        String idAttribute,
        Optional<DN> groupBase,
        Duration timeout) {
    public LdapRules {
        servers = List.copyOf(servers);
        if (servers.isEmpty() || !servers.stream().allMatch(LdapRules::isServer)) {
            throw new IllegalArgumentException(
                    "auth.ldap.urls are such as ldaps://directory.example.org:636 or ldap://...");
        }
        if (!nameAttribute.matches("[A-Za-z][A-Za-z0-9-]*") || !idAttribute.matches("[A-Za-z][A-Za-z0-9-]*")) {
            throw new IllegalArgumentException("auth.ldap.name-attribute and auth.ldap.id-attribute name attributes");
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("auth.ldap.timeout must be positive");
        }
    }

    private static boolean isServer(URI uri) {
        return ("ldaps".equals(uri.getScheme()) || "ldap".equals(uri.getScheme())) && uri.getHost() != null;
    }

    /// @throws IllegalArgumentException where it is none
    public static DN dn(String key, String text) {
        try {
            return new DN(text);
        } catch (LDAPException e) {
            throw new IllegalArgumentException(key + " is no distinguished name: " + text, e);
        }
    }

    /// @throws IllegalArgumentException where it is none
    public static Filter filter(String key, String text) {
        try {
            return Filter.create(text);
        } catch (LDAPException e) {
            throw new IllegalArgumentException(key + " is no filter: " + text, e);
        }
    }

    /// The same text for the same name, however it is written.
    public static String normal(String dn) {
        return dn("a group", dn).toNormalizedString();
    }

    /// Who has this name; the name is a value in it and nothing else, whatever it contains (RFC
    /// 4515).
    Filter of(String name) {
        return Filter.createANDFilter(filter, Filter.createEqualityFilter(nameAttribute, name));
    }

    String issuer() {
        return "ldap:" + base.toNormalizedString();
    }
}
