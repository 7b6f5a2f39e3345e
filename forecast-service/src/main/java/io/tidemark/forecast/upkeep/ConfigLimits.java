package io.tidemark.forecast.upkeep;

import java.net.URI;
import java.time.Duration;

/// The bounds of what can be configured, other than those of the forecast itself.
final class ConfigLimits {
    private ConfigLimits() {}

    /// @throws IllegalArgumentException naming the first setting out of bounds, its bounds and its value
    static void check(ForecastConfig config) {
        address("history-url", config.historyUrl());
        number("history-days", config.historyDays(), config.minimumDays(), 3650);
        number("workers", config.workers(), 1, 64);
        time("check-every", config.checkEvery(), Duration.ofMinutes(1), Duration.ofDays(1));
        time("check-delay", config.checkDelay(), Duration.ZERO, Duration.ofDays(1));
        number("keep-days", config.keepDays(), 1, 36_500);
        time("retry-after", config.retryAfter(), Duration.ofSeconds(1), Duration.ofHours(1));
        number("metric-volumes", config.metricVolumes(), 0, 100_000);
    }

    private static void address(String name, URI value) {
        String scheme = value.getScheme();
        if (value.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
            throw wrong(name, "must be an http or https address with a host", value);
        }
    }

    private static void number(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw wrong(name, "must be from " + least + " to " + most, value);
        }
    }

    private static void time(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw wrong(name, "must be from " + least + " to " + most, value);
        }
    }

    private static IllegalArgumentException wrong(String name, String rule, Object value) {
        return new IllegalArgumentException("forecast." + name + " " + rule + ", not " + value);
    }
}
