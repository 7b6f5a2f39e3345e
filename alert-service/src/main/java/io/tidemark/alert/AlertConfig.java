package io.tidemark.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.time.Duration;

/// What an operator can set of this service.
@ConfigMapping(prefix = "alert")
public interface AlertConfig {

    /// Where history-service answers.
    @WithDefault("http://localhost:8083")
    URI historyUrl();

    /// Readings older than this change no alert, and what depends on them is called stale.
    @WithDefault("PT10M")
    Duration staleAfter();

    /// How often all rules are evaluated without being asked by an event; `off` for never.
    @WithDefault("30s")
    String evaluateEvery();

    /// How long resolved alerts are kept.
    @WithDefault("P400D")
    Duration keepResolved();
}
