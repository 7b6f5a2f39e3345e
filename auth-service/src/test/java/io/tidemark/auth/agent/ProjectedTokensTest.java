package io.tidemark.auth.agent;

import io.tidemark.auth.credential.Proof;
import io.tidemark.auth.credential.Proof.Reason;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

import java.security.Key;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

class ProjectedTokensTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
    private static final RsaJsonWebKey CLUSTER = rsa("cluster");
    private static final RsaJsonWebKey STRANGER = rsa("cluster");

    @Test
    void aPodOfTheAgentsAccountIsTheAgentOfItsNode() {
        Proof proof = prove(signed(claims -> {}));

        assertThat(proof).isInstanceOfSatisfying(Proof.Client.class, client -> {
            assertThat(client.identity().id()).hasToString("scan@node-1");
            assertThat(client.identity().server()).contains("node-1");
        });
    }

    @Test
    void otherAccountsAndNamespacesAreNoAgents() {
        assertRefused(Reason.UNKNOWN, signed(claims -> account(claims, "tidemark", "history", "node-1")));
        assertRefused(Reason.UNKNOWN, signed(claims -> account(claims, "default", "scan", "node-1")));
        assertRefused(Reason.UNKNOWN, signed(claims -> claims.setSubject("system:serviceaccount:default:scan")));
    }

    @Test
    void aTokenThatNamesNoNodeIsNoAgents() {
        assertRefused(Reason.UNKNOWN, signed(claims -> account(claims, "tidemark", "scan", "")));
        assertRefused(Reason.UNKNOWN, signed(claims -> account(claims, "tidemark", "scan", "../node-1")));
        assertRefused(Reason.UNKNOWN, signed(claims -> claims.unsetClaim("kubernetes.io")));
        assertRefused(Reason.UNKNOWN, signed(claims -> claims.setStringClaim("kubernetes.io", "node-1")));
    }

    @Test
    void aTokenForAnotherAudienceOrOfAnotherIssuerOrTimeIsRefused() {
        assertRefused(Reason.WRONG_SECRET, signed(claims -> claims.setAudience("https://kubernetes.default.svc")));
        assertRefused(Reason.WRONG_SECRET, signed(claims -> claims.unsetClaim("aud")));
        assertRefused(Reason.WRONG_SECRET, signed(claims -> claims.setIssuer("https://another.cluster")));
        assertRefused(Reason.WRONG_SECRET, signed(claims -> claims.setExpirationTime(seconds(-31))));
        assertRefused(Reason.WRONG_SECRET, signed(claims -> claims.unsetClaim("exp")));
        assertRefused(Reason.WRONG_SECRET, signed(claims -> claims.setNotBefore(seconds(31))));
        assertRefused(Reason.WRONG_SECRET, signed(claims -> claims.setExpirationTime(seconds(365L * 86_400))));
    }

    @Test
    void onlyTheClustersOwnKeyAndThePinnedAlgorithmCount() throws Exception {
        assertRefused(Reason.WRONG_SECRET, signed(STRANGER.getPrivateKey(), "RS256", "cluster"));
        assertRefused(Reason.WRONG_SECRET, signed(CLUSTER.getPrivateKey(), "RS256", "another"));
        assertRefused(Reason.WRONG_SECRET, signed(CLUSTER.getPrivateKey(), "RS512", "cluster"));
        assertRefused(Reason.WRONG_SECRET, signed(CLUSTER.getPrivateKey(), "PS256", "cluster"));
        Key hmac = new HmacKey(CLUSTER.getPublicKey().getEncoded());
        assertRefused(Reason.WRONG_SECRET, signed(hmac, "HS256", "cluster"));
        String[] parts = signed(claims -> {}).split("\\.", -1);
        assertRefused(Reason.WRONG_SECRET, "eyJhbGciOiJub25lIn0." + parts[1] + ".");
        assertRefused(Reason.WRONG_SECRET, "no token at all");
    }

    private static void assertRefused(Reason reason, String token) {
        assertThat(prove(token)).isEqualTo(new Proof.Refused(reason));
    }

    private static Proof prove(String token) {
        Cluster cluster = new Cluster(ISSUER, "tidemark-auth", "RS256", Set.of("tidemark/scan"));
        List<JsonWebKey> known = List.of(CLUSTER);
        return new ProjectedTokens(cluster, () -> known, () -> NOON).prove(token);
    }

    private static String signed(Consumer<JwtClaims> change) {
        JwtClaims claims = claims();
        change.accept(claims);
        return signed(claims, CLUSTER.getPrivateKey(), "RS256", "cluster");
    }

    private static String signed(Key key, String algorithm, String keyId) {
        return signed(claims(), key, algorithm, keyId);
    }

    private static String signed(JwtClaims claims, Key key, String algorithm, String keyId) {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setAlgorithmHeaderValue(algorithm);
        token.setKeyIdHeaderValue(keyId);
        token.setKey(key);
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /// As Kubernetes 1.32 writes them.
    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setAudience(List.of("tidemark-auth"));
        claims.setIssuer(ISSUER);
        claims.setIssuedAt(seconds(-60));
        claims.setNotBefore(seconds(-60));
        claims.setExpirationTime(seconds(3540));
        claims.setJwtId("4d3a5d3c-9ff4-4bd0-a2c6-6f3bd4f4bd55");
        account(claims, "tidemark", "scan", "node-1");
        return claims;
    }

    private static void account(JwtClaims claims, String namespace, String account, String node) {
        Map<String, Object> bound = new HashMap<>();
        bound.put("namespace", namespace);
        bound.put("node", Map.of("name", node, "uid", "1a"));
        bound.put("pod", Map.of("name", "scan-x7k2p", "uid", "2b"));
        bound.put("serviceaccount", Map.of("name", account, "uid", "3c"));
        claims.setClaim("kubernetes.io", bound);
        claims.setSubject("system:serviceaccount:" + namespace + ":" + account);
    }

    private static NumericDate seconds(long fromNoon) {
        return NumericDate.fromSeconds(NOON.getEpochSecond() + fromNoon);
    }

    private static RsaJsonWebKey rsa(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return (RsaJsonWebKey)
                    PublicJsonWebKey.Factory.newPublicJwk(key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
