package io.tidemark.auth.start;

import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.tidemark.auth.token.TokenFacts;
import io.tidemark.auth.token.TokenReader;
import io.tidemark.platform.tenant.Tenancy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.jwt.JsonWebToken;

import java.time.Instant;
import java.util.Optional;

/// Reads tokens that somebody asks about as those of requests are read. The parser is got late: it asks, by way of the
/// revocations, for this very bean.
@Singleton
class OwnTokenReader implements TokenReader {
    private final Instance<JWTParser> parser;

    OwnTokenReader(Instance<JWTParser> parser) {
        this.parser = parser;
    }

    @Override
    public Optional<TokenFacts> read(String token) {
        try {
            return Optional.of(facts(parser.get().parse(token)));
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    private static TokenFacts facts(JsonWebToken token) {
        return new TokenFacts(
                token.getSubject(),
                text(token, "client_id").orElse(""),
                token.getTokenID(),
                text(token, "sid"),
                text(token, "scope").orElse(""),
                Tenancy.ofClaim(text(token, Tenancy.CLAIM).orElse("")),
                Instant.ofEpochSecond(token.getIssuedAtTime()),
                Instant.ofEpochSecond(token.getExpirationTime()));
    }

    private static Optional<String> text(JsonWebToken token, String claim) {
        return token.claim(claim).map(Object::toString);
    }
}
