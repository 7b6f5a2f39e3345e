package io.tidemark.launcher.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How the agent of this machine says that it stands with auth-service.
///
/// @param server the only one it speaks for
record Agent(String server, Standing standing) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// As scan-service calls it.
    enum Standing {
        /// It has a secret, or a cluster's token, and never enrols.
        GIVEN,
        /// Nobody has said yet.
        UNKNOWN,
        /// It has no key.
        MISSING,
        /// Its key is not accepted any more.
        REFUSED,
        ENROLLED
    }

    /// Reads it from the answer of the readiness check; empty where that is none. An agent that says nothing of
    /// it is of an earlier day and has a secret.
    static Optional<Agent> in(String words) {
        try {
            return JSON.readTree(words)
                    .path("checks")
                    .valueStream()
                    .filter(check -> check.path("name").asText().equals("identity"))
                    .map(check -> check.path("data"))
                    .map(Agent::of)
                    .findFirst()
                    .or(() -> Optional.of(new Agent("", Standing.GIVEN)));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Agent of(JsonNode data) {
        String said = data.path("standing").asText().toUpperCase(Locale.ROOT);
        Standing standing = Arrays.stream(Standing.values())
                .filter(one -> one.name().equals(said))
                .findFirst()
                .orElse(Standing.UNKNOWN);
        return new Agent(data.path("server").asText(), standing);
    }
}
