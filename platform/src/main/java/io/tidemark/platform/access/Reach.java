package io.tidemark.platform.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidemark.platform.tenant.Tenancy;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How far the present caller's permissions reach. A resource that is open to who has a permission in part
/// (`@PermissionsAllowed({"servers:read", "servers:read-part"})`) must ask here and leave out what lies outside.
@RequestScoped
public class Reach {
    static final String PART = "-part";

    private static final String GRANTS = "grants";

    private final SecurityIdentity identity;

    public Reach(SecurityIdentity identity) {
        this.identity = identity;
    }

    /// @param permission such as `servers:read`
    public Visible of(String permission) {
        return identity.getPrincipal() instanceof JsonWebToken token ? of(token, permission) : Visible.NOTHING;
    }

    private static Visible of(JsonWebToken token, String permission) {
        Tenancy tenancy = Tenancy.ofClaim(token.getClaim(Tenancy.CLAIM));
        Object scope = token.getClaim("scope");
        if (scope != null && names(scope.toString(), permission)) {
            return new Visible(List.of(Visible.Part.ALLOWING_EVERYTHING), tenancy);
        }
        List<Visible.Part> parts = grants(token).stream()
                .filter(grant -> names(grant.getString("scope", ""), permission))
                .map(Reach::part)
                .toList();
        return new Visible(parts, tenancy);
    }

    /// The claim's entries; none where the token has no such claim.
    static List<JsonObject> grants(JsonWebToken token) {
        Object claim = token.getClaim(GRANTS);
        return claim instanceof JsonArray array
                ? array.stream().map(JsonValue::asJsonObject).toList()
                : List.of();
    }

    private static boolean names(String scope, String permission) {
        return Arrays.asList(scope.split(" ", -1)).contains(permission);
    }

    private static Visible.Part part(JsonObject grant) {
        return new Visible.Part(
                !"allow".equals(grant.getString("effect", "")),
                grant.getString("kind", ""),
                grant.getString("name", ""),
                text(grant, "path"),
                text(grant, "owner"));
    }

    private static Optional<String> text(JsonObject grant, String name) {
        @Nullable String value = grant.getString(name, null);
        return Optional.ofNullable(value);
    }
}
