package io.tidemark.platform.tenant;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Whose things some work may see and change: nobody's, those of one tenant, or everybody's.
///
/// @param setting as the claim `tenant` of a token and the setting `tidemark.tenant` of a transaction have it: empty, a
/// tenant's name, or `*`
public record Tenancy(String setting) {
    /// The claim that says it.
    public static final String CLAIM = "tenant";

    /// Nothing is visible: what holds as long as nobody has said anything else.
    public static final Tenancy NONE = new Tenancy("");

    /// Work for the installation itself, and the services' own tokens.
    public static final Tenancy ALL = new Tenancy("*");

    public Tenancy {
        if (!setting.isEmpty() && !setting.equals("*") && !Tenant.isValid(setting)) {
            throw new IllegalArgumentException("neither a tenant nor all of them: '" + setting + "'");
        }
    }

    public static Tenancy of(Tenant tenant) {
        return new Tenancy(tenant.name());
    }

    /// What a token says; a claim that is missing, or says no tenant, opens nothing.
    public static Tenancy ofClaim(@Nullable Object claim) {
        String text = claim instanceof String given ? given : "";
        return text.equals("*") || Tenant.isValid(text) ? new Tenancy(text) : NONE;
    }

    public boolean isAll() {
        return equals(ALL);
    }

    /// The one tenant, where it is about one.
    public Optional<Tenant> tenant() {
        return isAll() || equals(NONE) ? Optional.empty() : Optional.of(new Tenant(setting));
    }

    /// Whether what has this name may be seen.
    ///
    /// @param name of an account, a server, a group, a role or a rule
    public boolean contains(String name) {
        return isAll() || (!equals(NONE) && Tenant.nameIn(name).equals(setting));
    }

    @Override
    public String toString() {
        return setting;
    }
}
