package io.tidemark.forecast.upkeep;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import java.net.URI;
import java.time.Duration;

/// All that can be set about forecasts; the README has the table.
@ConfigMapping(prefix = "forecast")
public interface ForecastConfig {

    /// Where history-service answers.
    @WithDefault("http://localhost:8083")
    URI historyUrl();

    /// How many days of samples are asked for.
    @WithDefault("365")
    int historyDays();

    /// The fewest measured days a forecast is made from.
    @WithDefault("14")
    int minimumDays();

    /// The most missing days in a row that are filled in.
    @WithDefault("3")
    int longestGap();

    /// How far ahead the day of filling is looked for.
    @WithDefault("365")
    int horizonDays();

    /// How many futures are simulated.
    @WithDefault("1000")
    int paths();

    /// How many forecasts are made at one time.
    @WithDefault("2")
    int workers();

    /// How often all volumes are checked for a forecast that is due.
    @WithDefault("PT1H")
    Duration checkEvery();

    /// How long after the start the first check runs.
    @WithDefault("PT30S")
    Duration checkDelay();

    /// How many days forecasts are kept, to be held against what came.
    @WithDefault("800")
    int keepDays();

    /// What a caller is told to wait where history-service is away and nothing is stored.
    @WithDefault("PT30S")
    Duration retryAfter();

    /// The most volumes with a gauge of their own in the metrics.
    @WithDefault("1000")
    int metricVolumes();
}
