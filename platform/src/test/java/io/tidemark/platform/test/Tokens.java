package io.tidemark.platform.test;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.tidemark.platform.tenant.Tenant;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Bearer tokens as auth-service makes them, signed with the key that [AuthResource] publishes.
public final class Tokens {
    private static final Set<String> SERVICES = Set.of("history", "analytics", "forecast", "alert", "service");

    private Tokens() {}

    /// A user's token with these permissions.
    public static String with(String... permissions) {
        return sign(claims("tester", permissions));
    }

    /// The token of a named identity.
    public static String as(String subject, String... permissions) {
        return sign(claims(subject, permissions));
    }

    /// The token of a user of this tenant.
    public static String ofTenant(String tenant, String... permissions) {
        return sign(claims("tester@" + tenant, permissions));
    }

    /// A token that says of no tenant that it belongs there.
    public static String ofNobody(String... permissions) {
        return sign(claims("tester", permissions).claim("tenant", ""));
    }

    /// A user's token with permissions in part: entries of the claim `grants`.
    public static String inPart(List<Map<String, String>> grants) {
        return sign(claims("tester").claim("grants", grants));
    }

    /// The same of a user of this tenant.
    public static String inPart(String tenant, List<Map<String, String>> grants) {
        return sign(claims("tester@" + tenant).claim("grants", grants));
    }

    /// An agent's token, bound to one server.
    public static String forServer(String server, String... permissions) {
        return sign(claims("scan", permissions)
                .claim("server", server)
                .claim("tenant", Tenant.of(server).name()));
    }

    /// The token of an agent that enrolled, with what that says of its server.
    public static String enrolled(String server, String enrolment, Map<String, String> tags, String... permissions) {
        return sign(claims("scan@" + server, permissions)
                .claim("server", server)
                .claim("tenant", Tenant.of(server).name())
                .claim("enrolment", enrolment)
                .claim("tags", tags));
    }

    /// Of a session, and with the id of a token.
    public static String of(String session, String token, String... permissions) {
        return sign(claims("tester", permissions).claim("sid", session).claim("jti", token));
    }

    /// Of a tenant whose tokens have this mark.
    public static String ofMark(String mark, String... permissions) {
        return sign(claims("tester", permissions).claim("tenant_mark", mark));
    }

    /// Names a key that auth-service does not publish.
    public static String ofKey(String id, String... permissions) {
        return claims("tester", permissions)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(id)
                .type("at+jwt")
                .sign(Keys.TRUSTED.getPrivate());
    }

    /// Right in everything but the key.
    public static String forged(String... permissions) {
        return claims("tester", permissions)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(Keys.ID)
                .sign(Keys.STRANGER.getPrivate());
    }

    /// Signed by us, but over for an hour.
    public static String expired(String... permissions) {
        return sign(claims("tester", permissions)
                .issuedAt(Instant.now().minus(Duration.ofHours(2)))
                .expiresAt(Instant.now().minus(Duration.ofHours(1))));
    }

    /// Signed by us, but something else than an access token.
    public static String ofType(String type, String... permissions) {
        return claims("tester", permissions)
                .jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(Keys.ID)
                .type(type)
                .sign(Keys.TRUSTED.getPrivate());
    }

    /// Signed by us for somebody else.
    public static String forAudience(String audience, String... permissions) {
        return sign(claims("tester", permissions).audience(audience));
    }

    /// `alg: none`, no signature.
    public static String unsigned(String... permissions) {
        String header = "{\"alg\":\"none\",\"typ\":\"at+jwt\"}";
        String body = "{\"iss\":\"tidemark-auth\",\"aud\":\"tidemark\",\"sub\":\"tester\",\"exp\":%d,\"scope\":\"%s\"}"
                .formatted(Instant.now().plusSeconds(600).getEpochSecond(), String.join(" ", permissions));
        return base64(header) + "." + base64(body) + ".";
    }

    private static JwtClaimsBuilder claims(String subject, String... permissions) {
        return Jwt.issuer("tidemark-auth")
                .audience("tidemark")
                .subject(subject)
                .claim("client_id", subject)
                .claim("tenant", SERVICES.contains(subject) ? "*" : tenant(subject))
                .claim("jti", UUID.randomUUID().toString())
                .claim("scope", String.join(" ", permissions))
                .issuedAt(Instant.now())
                .expiresIn(Duration.ofMinutes(15));
    }

    private static String tenant(String subject) {
        return (subject.startsWith("scan@") ? Tenant.ofClient(subject) : Tenant.of(subject)).name();
    }

    private static String sign(JwtClaimsBuilder claims) {
        return claims.jws()
                .algorithm(SignatureAlgorithm.ES256)
                .keyId(Keys.ID)
                .type("at+jwt")
                .sign(Keys.TRUSTED.getPrivate());
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
