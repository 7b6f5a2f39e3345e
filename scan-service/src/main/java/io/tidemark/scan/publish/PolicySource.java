package io.tidemark.scan.publish;

import com.fasterxml.jackson.databind.JsonNode;

/// Where history says what holds for a server. Fails as {@link History} does.
public interface PolicySource {

    /// The effective policy, as `docs/architecture.md` describes it.
    JsonNode policy(String server);
}
