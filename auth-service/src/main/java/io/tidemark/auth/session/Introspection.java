package io.tidemark.auth.session;

import io.tidemark.auth.token.TokenFacts;
import io.tidemark.auth.token.TokenReader;

import java.util.Optional;

/// Tells whether a token is good at this moment, and what it says (RFC 7662).
public final class Introspection {
    private final Sessions sessions;
    private final TokenReader reader;

    public Introspection(Sessions sessions, TokenReader reader) {
        this.sessions = sessions;
        this.reader = reader;
    }

    /// Nothing for a token that is not good, whatever the reason.
    public Optional<Good> of(String token) {
        return token.startsWith(RefreshToken.PREFIX)
                ? sessions.openOf(token).map(Good.Refresh::new)
                : reader.read(token).map(Good.Access::new);
    }

    /// A token that is good.
    public sealed interface Good {
        record Access(TokenFacts facts) implements Good {}

        record Refresh(Session session) implements Good {}
    }
}
