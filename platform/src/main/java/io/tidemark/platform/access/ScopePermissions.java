package io.tidemark.platform.access;

import io.quarkus.security.StringPermission;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenant.PresentTenancy;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.trace.Trace;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.jwt.JsonWebToken;

import java.security.Permission;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Turns a token's `scope` claim (RFC 9068 section 2.2.3) into
/// permissions for
/// `@PermissionsAllowed("resource:action")`; what its `grants` claim allows in part becomes
/// `resource:action-part`, which opens only what asks for it by name and looks at [Reach]. The request works for the
/// tenant of its token from here on.
@Singleton
class ScopePermissions implements SecurityIdentityAugmentor {
    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return Uni.createFrom().item(() -> withPermissions(identity));
    }

    private static SecurityIdentity withPermissions(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return identity;
        }
        workFor(Tenancy.ofClaim(token.getClaim(Tenancy.CLAIM)), Credential.of(identity));
        Set<Permission> found = new HashSet<>();
        Object scope = token.getClaim("scope");
        if (scope != null) {
            found.addAll(permissions(scope.toString(), ""));
        }
        Reach.grants(token).stream()
                .filter(grant -> "allow".equals(grant.getString("effect", "")))
                .forEach(grant -> found.addAll(permissions(grant.getString("scope", ""), Reach.PART)));
        return QuarkusSecurityIdentity.builder(identity).addPermissions(found).build();
    }

    private static void workFor(Tenancy tenancy, Optional<String> credential) {
        Context context = Vertx.currentContext();
        if (context != null && VertxContext.isDuplicatedContext(context)) {
            PresentTenancy.set(context, tenancy);
            credential.ifPresent(Trace::via);
        }
    }

    private static Set<Permission> permissions(String scope, String suffix) {
        Set<Permission> found = new HashSet<>();
        Arrays.stream(scope.split(" ", -1))
                .map(s -> s.split(":", 2))
                .filter(p -> p.length == 2)
                .forEach(p -> found.add(new StringPermission(p[0], p[1] + suffix)));
        return found;
    }
}
