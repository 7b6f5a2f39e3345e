package io.tidemark.scan.publish;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Where history says what holds for a server. Fails as {@link History} does.
public interface PolicySource {

    /// What history said.
    ///
    /// @param policy the effective policy, as `docs/architecture.md` describes it
    /// @param tag with which to ask whether it is still so; null where history gave none
    record Said(JsonNode policy, @Nullable String tag) {}

    /// The effective policy, unless it is the one that the caller has.
    ///
    /// @param known tag of what the caller has; null where it has nothing
    Optional<Said> policy(String server, @Nullable String known);
}
