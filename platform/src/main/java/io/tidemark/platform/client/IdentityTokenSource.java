package io.tidemark.platform.client;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Tokens for a service's or an agent's own identity, kept until a minute before they expire: for its
/// secret (client
/// credentials grant, RFC 6749 section 4.4) or for the token that a cluster gave it (RFC 8693). Both are
/// read at each
/// sign-in, so that they can be replaced while the service runs.
public final class IdentityTokenSource implements TokenSource {
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final ServiceClient auth;
    private final Supplier<Map<String, String>> proof;
    private final InstantSource clock;
    private @Nullable Held held;

    public IdentityTokenSource(URI authUrl, String id, Path secretFile, InstantSource clock) {
        this(authUrl, () -> secret(id, secretFile), clock);
    }

    private IdentityTokenSource(URI authUrl, Supplier<Map<String, String>> proof, InstantSource clock) {
        this.auth = ServiceClient.withoutToken(authUrl);
        this.proof = proof;
        this.clock = clock;
    }

    /// Exchanges the token that a cluster projects into this pod (RFC 8693).
    public static IdentityTokenSource exchanging(URI authUrl, Path projectedToken, InstantSource clock) {
        return new IdentityTokenSource(authUrl, () -> projected(projectedToken), clock);
    }

    /// By the secret or the projected token that the configuration names; empty where it names neither.
    public static Optional<TokenSource> configured(AuthAddress auth, OwnIdentity identity) {
        InstantSource clock = InstantSource.system();
        Optional<TokenSource> projected =
                identity.projectedTokenFile().map(file -> exchanging(auth.url(), file, clock));
        return identity.secretFile()
                .<TokenSource>map(file -> new IdentityTokenSource(auth.url(), identity.id(), file, clock))
                .or(() -> projected);
    }

    @Override
    public synchronized String token() {
        Held now = held;
        if (now == null || !clock.instant().isBefore(now.until)) {
            now = signIn();
            held = now;
        }
        return now.token;
    }

    @Override
    public synchronized void invalidate() {
        held = null;
    }

    private Held signIn() {
        Answer answer = auth.postForm("/api/auth/token", proof.get(), Answer.class);
        return new Held(
                answer.accessToken,
                clock.instant().plusSeconds(answer.expiresIn).minus(MARGIN));
    }

    private static Map<String, String> secret(String id, Path file) {
        String secret = read(file, "The secret of identity '" + id + "'");
        return Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret);
    }

    private static Map<String, String> projected(Path file) {
        return Map.of(
                "grant_type",
                "urn:ietf:params:oauth:grant-type:token-exchange",
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:jwt",
                "subject_token",
                read(file, "The projected token"));
    }

    private static String read(Path file, String what) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ServiceUnavailable(what + " cannot be read from " + file, e);
        }
    }

    private record Held(String token, Instant until) {}

    private record Answer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("expires_in") long expiresIn) {}
}
