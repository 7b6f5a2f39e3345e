package io.tidemark.auth.token;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.credential.Identity;
import io.tidemark.auth.right.TokenRights;
import io.tidemark.auth.role.Role;
import io.tidemark.platform.problem.ProblemException;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// Makes access tokens (RFC 9068) that all services accept for a quarter of an hour.
public final class TokenSigner {
    public static final String ISSUER = "tidemark-auth";
    public static final String AUDIENCE = "tidemark";
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /// The client through which people sign in.
    static final String PEOPLE = "tidemark";

    private final SigningKey key;
    private final InstantSource clock;

    public TokenSigner(SigningKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /// A token that ends at the latest when the rights change by the course of time.
    ///
    /// @throws ProblemException 422 where the rights do not fit into a token
    public AccessToken sign(AccountName account, TokenRights rights) {
        return sign(PEOPLE, account.value(), rights, Optional.empty());
    }

    public AccessToken sign(Identity identity) {
        TokenRights rights = TokenRights.everywhere(Role.permissionsOf(identity.roles()));
        return sign(identity.id().value(), identity.id().value(), rights, identity.server());
    }

    private AccessToken sign(String client, String subject, TokenRights rights, Optional<String> server) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Duration lifetime = lifetime(now, rights.until());
        JwtClaimsBuilder claims = claims(subject, client, now, lifetime);
        server.ifPresent(name -> claims.claim("server", name));
        if (!rights.parts().isEmpty()) {
            claims.claim("grants", GrantsClaim.of(rights));
        }
        AccessToken unsigned = new AccessToken("", lifetime, rights.everywhere());
        return new AccessToken(sign(claims.claim("scope", unsigned.scope())), lifetime, rights.everywhere());
    }

    private static Duration lifetime(Instant now, Instant change) {
        boolean sooner = change.isBefore(now.plus(LIFETIME));
        return sooner
                ? Duration.ofSeconds(Math.max(1, Duration.between(now, change).toSeconds()))
                : LIFETIME;
    }

    private static JwtClaimsBuilder claims(String subject, String client, Instant now, Duration lifetime) {
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .claim("client_id", client)
                .claim("jti", UUID.randomUUID().toString())
                .claim("nbf", now.getEpochSecond())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime));
    }

    private String sign(JwtClaimsBuilder claims) {
        return claims.jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.id())
                .type("at+jwt")
                .sign(key.privateKey());
    }
}
