package io.tidemark.history.server;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether anything comes from a server.
public enum Presence {
    /// Heard of lately.
    @JsonProperty("reporting")
    REPORTING,
    /// Heard of once, but not lately.
    @JsonProperty("silent")
    SILENT,
    /// Known from an import or by its tags, never heard of.
    @JsonProperty("awaited")
    AWAITED
}
