package io.tidemark.auth.token;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.tidemark.auth.account.AccountName;
import io.tidemark.auth.credential.ApiKey;
import io.tidemark.auth.credential.Identity;
import io.tidemark.auth.credential.KeyHolder;
import io.tidemark.auth.right.TokenRights;
import io.tidemark.auth.role.Role;
import io.tidemark.auth.token.Families.Family;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenant.Tenancy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Makes access tokens (RFC 9068) that all services accept for a quarter of an hour.
public final class TokenSigner {
    public static final String AUDIENCE = "tidemark";
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /// The client through which people sign in.
    public static final String PEOPLE = "tidemark";

    /// What all tokens of a tenant have in common until it is disabled.
    static final String TENANT_MARK = "tenant_mark";

    private final KeyRing keys;
    private final String issuer;
    private final InstantSource clock;

    /// @param issuer what the tokens name as theirs
    public TokenSigner(KeyRing keys, String issuer, InstantSource clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /// A token that ends at the latest when the rights change by the course of time.
    ///
    /// @param family the session it belongs to, and ends with
    /// @throws ProblemException 422 where the rights do not fit into a token
    AccessToken sign(AccountName account, TokenRights rights, Family family, Entry entry) {
        Map<String, Object> own = Map.of(
                "sid", family.session().toString(),
                "auth_time", family.signedInAt().getEpochSecond(),
                "amr", methods(account, family.withCode()));
        return sign(PEOPLE, account.value(), entry, rights, own);
    }

    /// How somebody proved to be the account (RFC 8176). What an outside provider asked for is its own
    /// affair, but for
    /// a
    /// second factor.
    private static List<String> methods(AccountName account, boolean withCode) {
        return switch (account.source()) {
            case LOCAL, LDAP -> withCode ? List.of("pwd", "otp", "mfa") : List.of("pwd");
            case OIDC -> withCode ? List.of("mfa") : List.of();
        };
    }

    AccessToken sign(Identity identity, Entry entry) {
        TokenRights rights = TokenRights.everywhere(Role.permissionsOf(identity.roles()));
        Map<String, Object> own = identity.server()
                .<Map<String, Object>>map(name -> Map.of("server", name))
                .orElse(Map.of());
        return sign(identity.id().value(), identity.id().value(), entry, rights, own);
    }

    /// A token that ends at the latest with the key, and is refused everywhere soon after the key is
    /// ended: the key
    /// stands where a person's session does.
    AccessToken sign(ApiKey key, TokenRights rights, Entry entry) {
        Map<String, Object> own = new HashMap<>(Map.of("sid", key.id()));
        key.holder().server().ifPresent(name -> own.put("server", name));
        if (key.admission() != null && !key.admission().tags().isEmpty()) {
            own.put("enrolment", key.admission().enrolment());
            own.put("tags", key.admission().tags());
        }
        TokenRights narrowed = rights.within(key.scope());
        Instant end = key.expiresAt();
        String name = key.holder().name();
        String client = key.holder().kind() == KeyHolder.Kind.USER ? PEOPLE : name;
        TokenRights ending = end == null ? narrowed : narrowed.endingBy(end);
        return sign(client, name, entry, ending, own);
    }

    private AccessToken sign(String client, String subject, Entry entry, TokenRights rights, Map<String, Object> own) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Duration lifetime = lifetime(now, rights.until());
        JwtClaimsBuilder claims = claims(subject, client, now, lifetime)
                .claim(Tenancy.CLAIM, entry.tenancy().setting());
        own.forEach(claims::claim);
        if (entry.mark() != null) {
            claims.claim(TENANT_MARK, entry.mark());
        }
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

    private JwtClaimsBuilder claims(String subject, String client, Instant now, Duration lifetime) {
        return Jwt.issuer(issuer)
                .audience(AUDIENCE)
                .subject(subject)
                .claim("client_id", client)
                .claim("jti", UUID.randomUUID().toString())
                .claim("nbf", now.getEpochSecond())
                .issuedAt(now)
                .expiresAt(now.plus(lifetime));
    }

    private String sign(JwtClaimsBuilder claims) {
        SigningKey key = keys.signing();
        return claims.jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(key.id())
                .type("at+jwt")
                .sign(key.privateKey());
    }
}
