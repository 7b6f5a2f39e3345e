package io.tidemark.scan.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.platform.client.ServiceClient;

import java.net.URI;
import java.time.InstantSource;
import java.util.Map;

/// auth-service behind its HTTP interface.
public final class AuthOverHttp implements AuthService {

    private static final String OVERLAP = "PT24H";

    private final URI address;
    private final ServiceClient open;
    private final InstantSource clock;

    public AuthOverHttp(URI address, InstantSource clock) {
        this.address = address;
        this.open = ServiceClient.withoutToken(address);
        this.clock = clock;
    }

    @Override
    public void enrol(String token, String server, String key) {
        open.post("/api/auth/enrol", Map.of("token", token, "server", server, "key", key), JsonNode.class);
    }

    @Override
    public Granted signIn(String clientId, String key) {
        Answer answer = open.postForm(
                "/api/auth/token",
                Map.of("grant_type", "client_credentials", "client_id", clientId, "client_secret", key),
                Answer.class);
        return new Granted(answer.accessToken, clock.instant().plusSeconds(answer.expiresIn));
    }

    @Override
    public void renew(String accessToken, String keyId, String next) {
        ServiceClient.of(address, () -> accessToken)
                .post("/api/auth/keys/" + keyId + "/rotate", Map.of("key", next, "overlap", OVERLAP), JsonNode.class);
    }

    private record Answer(
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("expires_in") long expiresIn) {}
}
