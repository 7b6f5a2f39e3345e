package io.tidemark.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import org.jose4j.json.JsonUtil;
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
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// An OpenID Connect provider: publishes its discovery document and keys, gives codes to whoever comes, and
/// a signed ID
/// token
/// for each code once, to the client that knows its secret and the verifier. The parameter `said` of its
/// authorization
/// endpoint says what its token is to say of the person.
public class ProviderResource implements QuarkusTestResourceLifecycleManager {
    public static final String CLIENT = "tidemark-auth";
    public static final String CALLBACK = "http://localhost:8081/api/auth/callback";

    private static final String SECRET = "secret+of the client";
    private static final String KEY = "test.provider.key";
    private static final String ISSUER = "test.provider.issuer";

    private @Nullable HttpsServer server;
    private final Map<String, Map<String, String>> questions = new ConcurrentHashMap<>();

    public static String issuer() {
        return System.getProperty(ISSUER);
    }

    /// An ID token of the provider for the client.
    ///
    /// @param said claims beside, or instead of, those that are in every one; null takes one away
    public static String idToken(Map<String, ?> said) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience(CLIENT);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        said.forEach((name, value) -> {
            if (value == null) {
                claims.unsetClaim(name);
            } else {
                claims.setClaim(name, value);
            }
        });
        try {
            JsonWebSignature token = new JsonWebSignature();
            token.setPayload(claims.toJson());
            token.setAlgorithmHeaderValue("RS256");
            token.setKeyIdHeaderValue("provider");
            // The tests' class loader is another one than that of the server: they share the key as text.
            token.setKey(PublicJsonWebKey.Factory.newPublicJwk(System.getProperty(KEY))
                    .getPrivateKey());
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What `said` is sent as.
    public static String said(Map<String, ?> claims) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JsonUtil.toJson(new HashMap<>(claims)).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Map<String, String> start() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("provider");
            System.setProperty(KEY, key.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
            Path folder = Files.createTempDirectory(Path.of("target"), "provider");
            OwnCertificate certificate = OwnCertificate.in(folder);
            HttpsServer started = certificate.server();
            server = started;
            System.setProperty(
                    ISSUER, "https://localhost:" + started.getAddress().getPort());
            serve(started, key);
            Path secret = Files.writeString(folder.resolve("secret"), SECRET + "\n");
            return Map.of(
                    "auth.oidc.issuer",
                    issuer(),
                    "auth.oidc.client-id",
                    CLIENT,
                    "auth.oidc.client-secret-file",
                    secret.toString(),
                    "auth.oidc.callback",
                    CALLBACK,
                    "auth.oidc.redirects",
                    "https://portal.example.org/signed-in",
                    "auth.oidc.groups.\"storage operators\"",
                    "oidc-operators",
                    "auth.oidc.groups.auditors",
                    "oidc-auditors",
                    "auth.oidc.ca-file",
                    certificate.file().toString());
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

    private void serve(HttpsServer started, RsaJsonWebKey key) {
        String keys = "{\"keys\":[" + key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY) + "]}";
        String discovery = JsonUtil.toJson(Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "response_types_supported", List.of("code")));
        started.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery));
        started.createContext("/keys", exchange -> answer(exchange, 200, keys));
        started.createContext("/authorize", this::authorize);
        started.createContext("/token", this::token);
        started.start();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> question = form(exchange.getRequestURI().getRawQuery());
        String code = UUID.randomUUID().toString();
        questions.put(code, question);
        String location = question.get("redirect_uri") + "?code=" + code + "&state="
                + URLEncoder.encode(question.getOrDefault("state", ""), StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Location", location);
        answer(exchange, 302, "");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> question = questions.remove(form.getOrDefault("code", ""));
        String basic = exchange.getRequestHeaders().getFirst("Authorization");
        if (question == null || !isRight(question, form) || !ofClient().equals(basic)) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        answer(exchange, 200, JsonUtil.toJson(Map.of("token_type", "Bearer", "id_token", tokenFor(question))));
    }

    private static String tokenFor(Map<String, String> question) {
        Map<String, Object> said = new HashMap<>(Map.of("nonce", question.getOrDefault("nonce", "")));
        try {
            byte[] json = Base64.getUrlDecoder().decode(question.getOrDefault("said", ""));
            said.putAll(JsonUtil.parseJson(new String(json, StandardCharsets.UTF_8)));
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
        return idToken(said);
    }

    private static boolean isRight(Map<String, String> question, Map<String, String> form) {
        return "authorization_code".equals(form.get("grant_type"))
                && "S256".equals(question.get("code_challenge_method"))
                && challenge(form.getOrDefault("code_verifier", "")).equals(question.get("code_challenge"))
                && CALLBACK.equals(form.get("redirect_uri"));
    }

    /// The challenge of a verifier (RFC 7636 section 4.2).
    public static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ofClient() {
        String both = CLIENT + ":" + URLEncoder.encode(SECRET, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> form(@Nullable String text) {
        Map<String, String> fields = new HashMap<>();
        Arrays.stream(text == null ? new String[0] : text.split("&", -1))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .forEach(field -> fields.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        return fields;
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
