package io.tidemark.auth.token;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.tidemark.auth.account.Account;
import io.tidemark.auth.account.RoleName;
import io.tidemark.auth.credential.Identity;
import io.tidemark.auth.role.Role;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
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

    public AccessToken sign(Account account) {
        return sign(claims(account.name().value(), PEOPLE), account.roles());
    }

    public AccessToken sign(Identity identity) {
        JwtClaimsBuilder claims = claims(identity.id().value(), identity.id().value());
        identity.server().ifPresent(server -> claims.claim("server", server));
        return sign(claims, identity.roles());
    }

    private JwtClaimsBuilder claims(String subject, String client) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return Jwt.issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .claim("client_id", client)
                .claim("jti", UUID.randomUUID().toString())
                .claim("nbf", now.getEpochSecond())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME));
    }

    private AccessToken sign(JwtClaimsBuilder claims, Set<RoleName> roles) {
        AccessToken unsigned = new AccessToken("", LIFETIME, Role.permissionsOf(roles));
        String value = claims.claim("scope", unsigned.scope())
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.id())
                .type("at+jwt")
                .sign(key.privateKey());
        return new AccessToken(value, LIFETIME, unsigned.permissions());
    }
}
