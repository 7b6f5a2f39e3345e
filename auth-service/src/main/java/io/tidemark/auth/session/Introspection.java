package io.tidemark.auth.session;

import io.tidemark.auth.token.TokenFacts;
import io.tidemark.auth.token.TokenReader;
import io.tidemark.platform.tenant.Tenancy;
import io.tidemark.platform.tenant.Tenant;

import java.util.Optional;

/// Tells whether a token is good at this moment, and what it says (RFC 7662).
public final class Introspection {
    private final Sessions sessions;
    private final TokenReader reader;

    public Introspection(Sessions sessions, TokenReader reader) {
        this.sessions = sessions;
        this.reader = reader;
    }

    /// Nothing for a token that is not good, whatever the reason, and for one that is another tenant's.
    ///
    /// @param sees what the one who asks may see
    public Optional<Good> of(String token, Tenancy sees) {
        return token.startsWith(RefreshToken.PREFIX)
                ? sessions.openOf(token).map(Good.Refresh::new)
                : reader.read(token).filter(facts -> isFor(sees, facts)).map(Good.Access::new);
    }

    /// The services' tokens are for those who administer the installation.
    private static boolean isFor(Tenancy sees, TokenFacts facts) {
        return sees.isAll()
                || sees.equals(facts.tenancy())
                || (facts.tenancy().isAll() && sees.equals(Tenancy.of(Tenant.DEFAULT)));
    }

    /// A token that is good.
    public sealed interface Good {
        record Access(TokenFacts facts) implements Good {}

        record Refresh(Session session) implements Good {}
    }
}
