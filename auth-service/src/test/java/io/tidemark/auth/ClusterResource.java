package io.tidemark.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;

/// An API server of a cluster: publishes its keys over TLS, with a certificate of its own, to who sends a
/// token.
public class ClusterResource implements QuarkusTestResourceLifecycleManager {
    private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";
    private static final String OWN_TOKEN = "token-of-auth";

    private @Nullable HttpsServer server;

    /// A token as the cluster projects it.
    public static String token(String account, String node, String audience) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(audience);
        claims.setSubject("system:serviceaccount:tidemark:" + account);
        claims.setIssuedAtToNow();
        claims.setNotBeforeMinutesInThePast(0);
        claims.setExpirationTimeMinutesInTheFuture(60);
        claims.setClaim(
                "kubernetes.io",
                Map.of(
                        "namespace",
                        "tidemark",
                        "node",
                        Map.of("name", node),
                        "serviceaccount",
                        Map.of("name", account)));
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setAlgorithmHeaderValue("RS256");
        token.setKeyIdHeaderValue("cluster");
        try {
            // The tests' class loader is another one than that of the server: they share the key as text.
            token.setKey(PublicJsonWebKey.Factory.newPublicJwk(System.getProperty("test.cluster.key"))
                    .getPrivateKey());
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("cluster");
            System.setProperty("test.cluster.key", key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
            String keys = "{\"keys\":[" + key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY) + "]}";
            Path folder = Files.createTempDirectory(Path.of("target"), "cluster");
            OwnCertificate certificate = OwnCertificate.in(folder);
            HttpsServer started = serve(certificate, keys);
            server = started;
            Path token = Files.writeString(folder.resolve("token"), OWN_TOKEN + "\n");
            return Map.of(
                    "auth.kubernetes.issuer",
                    ISSUER,
                    "auth.kubernetes.jwks",
                    "https://localhost:" + started.getAddress().getPort() + "/openid/v1/jwks",
                    "auth.kubernetes.ca-file",
                    certificate.file().toString(),
                    "auth.kubernetes.token-file",
                    token.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JoseException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    private static HttpsServer serve(OwnCertificate certificate, String keys) throws IOException {
        HttpsServer made = certificate.server();
        made.createContext("/openid/v1/jwks", exchange -> answer(exchange, keys));
        made.start();
        return made;
    }

    private static void answer(HttpExchange exchange, String keys) throws IOException {
        boolean known =
                ("Bearer " + OWN_TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = keys.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(known ? 200 : 403, known ? body.length : -1);
        if (known) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
