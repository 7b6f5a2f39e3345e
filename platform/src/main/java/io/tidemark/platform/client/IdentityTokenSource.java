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

/// Tokens for a service's or an agent's own identity (client credentials grant, RFC 6749 section 4.4), kept until a
/// minute before they expire.
/// The secret is read at each sign-in, so that it can be replaced while the service runs.
public final class IdentityTokenSource implements TokenSource {
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final ServiceClient auth;
    private final String id;
    private final Path secretFile;
    private final InstantSource clock;
    private @Nullable Held held;

    public IdentityTokenSource(URI authUrl, String id, Path secretFile, InstantSource clock) {
        this.auth = ServiceClient.withoutToken(authUrl);
        this.id = id;
        this.secretFile = secretFile;
        this.clock = clock;
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
        Answer answer = auth.postForm(
                "/api/auth/token",
                Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret()),
                Answer.class);
        return new Held(
                answer.accessToken,
                clock.instant().plusSeconds(answer.expiresIn).minus(MARGIN));
    }

    private String secret() {
        try {
            return Files.readString(secretFile).strip();
        } catch (IOException e) {
            throw new ServiceUnavailable("The secret of identity '" + id + "' cannot be read from " + secretFile, e);
        }
    }

    private record Held(String token, Instant until) {}

    private record Answer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("expires_in") long expiresIn) {}
}
