package io.tidemark.auth.outside;

import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.security.Key;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

class IdTokensTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String ISSUER = "https://login.example.org/realm";
    private static final RsaJsonWebKey PROVIDER = rsa();
    private static final RsaJsonWebKey STRANGER = rsa();

    private final IdTokens tokens = new IdTokens(rules(), new Provider(), () -> NOON);

    @Test
    void aGoodTokenTellsWhoItIsAndInWhichGroups() {
        String token = signed(claims -> {
            claims.setClaim("realm_access", Map.of("roles", List.of("operators", 7)));
            claims.setStringListClaim("amr", "pwd", "mfa");
        });

        Optional<OutsidePerson> person = tokens.ofSignIn(token, "n-1");

        assertThat(person)
                .contains(new OutsidePerson(
                        io.tidemark.auth.account.AccountName.Source.OIDC,
                        ISSUER,
                        "s-1",
                        "alice",
                        Set.of("operators"),
                        true));
    }

    @Test
    void aTokenWithoutNonceOrWithAnotherIsRefused() {
        assertThat(tokens.ofSignIn(signed(claims -> {}), "n-2")).isEmpty();
        assertThat(tokens.ofSignIn(signed(claims -> claims.unsetClaim("nonce")), "n-1"))
                .isEmpty();
        assertThat(tokens.ofSignIn(signed(claims -> claims.setClaim("nonce", List.of("n-1"))), "n-1"))
                .isEmpty();
    }

    @Test
    void aTokenForAnotherAudienceOrOfAnotherIssuerIsRefused() {
        assertRefused(claims -> claims.setAudience("another-client"));
        assertRefused(claims -> claims.unsetClaim("aud"));
        assertRefused(claims -> claims.setIssuer("https://login.example.org/another"));
        assertRefused(claims -> claims.unsetClaim("iss"));
        assertRefused(claims -> claims.setAudience("tidemark-auth", "another-client"));
        assertRefused(claims -> claims.setStringClaim("azp", "another-client"));
        assertRefused(claims -> claims.unsetClaim("sub"));
        assertRefused(claims -> claims.setSubject("s".repeat(256)));
    }

    @Test
    void aTokenOfAnotherTimeIsRefused() {
        assertRefused(claims -> claims.setExpirationTime(seconds(-31)));
        assertRefused(claims -> claims.unsetClaim("exp"));
        assertRefused(claims -> claims.setNotBefore(seconds(31)));
        assertRefused(claims -> claims.setIssuedAt(seconds(61)));
        assertRefused(claims -> claims.setIssuedAt(seconds(-3_700)));
        assertRefused(claims -> claims.unsetClaim("iat"));
        assertRefused(claims -> claims.setExpirationTime(seconds(365L * 86_400)));
    }

    @Test
    void onlyTheProvidersOwnKeyAndThePinnedAlgorithmCount() {
        assertThat(sign(STRANGER.getPrivateKey(), "RS256", "provider", "JWT")).matches(this::isRefused);
        assertThat(sign(PROVIDER.getPrivateKey(), "RS256", "another", "JWT")).matches(this::isRefused);
        assertThat(sign(PROVIDER.getPrivateKey(), "RS512", "provider", "JWT")).matches(this::isRefused);
        assertThat(sign(PROVIDER.getPrivateKey(), "PS256", "provider", "JWT")).matches(this::isRefused);
        Key hmac = new HmacKey(PROVIDER.getPublicKey().getEncoded());
        assertThat(sign(hmac, "HS256", "provider", "JWT")).matches(this::isRefused);
        String[] parts = signed(claims -> {}).split("\\.", -1);
        assertThat("eyJhbGciOiJub25lIn0." + parts[1] + ".").matches(this::isRefused);
        assertThat("no token at all").matches(this::isRefused);
    }

    @Test
    void whatIsSignedForAnotherPurposeIsNoIdToken() {
        assertThat(sign(PROVIDER.getPrivateKey(), "RS256", "provider", "at+jwt"))
                .matches(this::isRefused);
        assertThat(sign(PROVIDER.getPrivateKey(), "RS256", "provider", "logout+jwt"))
                .matches(this::isRefused);
    }

    @Test
    void aTokenThatIsExchangedIsForOneOfTheNamedClientsAndNeedsNoNonce() {
        String forCommand = signed(claims -> {
            claims.setAudience("command");
            claims.unsetClaim("nonce");
        });
        String forService = signed(claims -> claims.unsetClaim("nonce"));

        assertThat(tokens.ofExchange(forCommand).map(OutsidePerson::subject)).contains("s-1");
        assertThat(tokens.ofExchange(forService)).isEmpty();
        assertThat(tokens.ofSignIn(forCommand, "n-1")).isEmpty();
    }

    private void assertRefused(Consumer<JwtClaims> change) {
        assertThat(signed(change)).matches(this::isRefused);
    }

    private boolean isRefused(String token) {
        return tokens.ofSignIn(token, "n-1").isEmpty();
    }

    private static OidcRules rules() {
        return new OidcRules(
                ISSUER,
                "tidemark-auth",
                Set.of("command"),
                "RS256",
                "preferred_username",
                List.of("realm_access", "roles"),
                Set.of("mfa"),
                URI.create("https://auth.example.org/api/auth/callback"),
                Set.of(),
                List.of("openid"),
                "");
    }

    private static String signed(Consumer<JwtClaims> change) {
        JwtClaims claims = claims();
        change.accept(claims);
        return sign(claims, PROVIDER.getPrivateKey(), "RS256", "provider", "JWT");
    }

    private static String sign(Key key, String algorithm, String keyId, String type) {
        return sign(claims(), key, algorithm, keyId, type);
    }

    private static String sign(JwtClaims claims, Key key, String algorithm, String keyId, String type) {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setAlgorithmHeaderValue(algorithm);
        token.setKeyIdHeaderValue(keyId);
        token.setHeader("typ", type);
        token.setKey(key);
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("tidemark-auth");
        claims.setSubject("s-1");
        claims.setStringClaim("preferred_username", "alice");
        claims.setStringClaim("nonce", "n-1");
        claims.setIssuedAt(seconds(-5));
        claims.setExpirationTime(seconds(300));
        return claims;
    }

    private static NumericDate seconds(long ahead) {
        return NumericDate.fromSeconds(NOON.getEpochSecond() + ahead);
    }

    private static RsaJsonWebKey rsa() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("provider");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Provider implements IdentityProvider {
        @Override
        public List<JsonWebKey> keys() {
            return List.of(PROVIDER);
        }

        @Override
        public URI authorization() {
            return URI.create(ISSUER + "/authorize");
        }

        @Override
        public Optional<String> idToken(String code, String verifier) {
            return Optional.empty();
        }
    }
}
