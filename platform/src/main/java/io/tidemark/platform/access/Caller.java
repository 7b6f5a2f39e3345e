package io.tidemark.platform.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.tidemark.platform.problem.ProblemCode;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

import java.util.Optional;

/// Who sends the present request, as the token says.
@RequestScoped
public class Caller {
    private final SecurityIdentity identity;

    public Caller(SecurityIdentity identity) {
        this.identity = identity;
    }

    /// The user's or the identity's name; empty where there is no token.
    public String subject() {
        return claim("sub").orElse("");
    }

    /// The identity that asked for the token; equal to the subject for services and agents.
    public String clientId() {
        return claim("client_id").orElse("");
    }

    /// Whose things this caller may see; nobody's where there is no token, or it says nothing of that.
    public Tenancy tenancy() {
        return Tenancy.ofClaim(claim(Tenancy.CLAIM).orElse(""));
    }

    /// The only server this caller may write for; empty where the token is not bound to one.
    public Optional<String> server() {
        return claim("server");
    }

    /// @throws ProblemException 403 where the token is bound to another server
    public void requireServer(String name) {
        server().filter(own -> !own.equals(name)).ifPresent(own -> {
            throw new ProblemException(
                    ProblemCode.FORBIDDEN, "This token writes for server '" + own + "' only, not for '" + name + "'");
        });
    }

    private Optional<String> claim(String name) {
        return identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.ofNullable(token.getClaim(name)).map(Object::toString)
                : Optional.empty();
    }
}
